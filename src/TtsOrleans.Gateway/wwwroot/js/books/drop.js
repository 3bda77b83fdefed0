/** Lets files be dropped anywhere on `zone`; meanwhile `mark` shows where they would go. */
export function bindDrop(zone, mark, onFiles) {
  let depth = 0; // of the elements that the pointer is in
  const brings = (event) => event.dataTransfer?.types.includes("Files");
  const light = (on) => mark.toggleAttribute("data-over", on);
  zone.addEventListener("dragenter", (event) => {
    if (brings(event)) {
      event.preventDefault();
      depth++;
      light(true);
    }
  });
  zone.addEventListener("dragover", (event) => {
    if (brings(event)) {
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
    }
  });
  zone.addEventListener("dragleave", (event) => {
    if (brings(event) && --depth <= 0) {
      depth = 0;
      light(false);
    }
  });
  zone.addEventListener("drop", (event) => {
    if (brings(event)) {
      event.preventDefault();
      depth = 0;
      light(false);
      onFiles(event.dataTransfer.files);
    }
  });
}
