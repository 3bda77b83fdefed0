/** The element of the page with this id. */
export const $ = (id) => document.getElementById(id);

/** Makes an element: `properties` starting with "on" listen, "class" and names with a dash are attributes, others properties. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "dataset") {
      Object.assign(made.dataset, value);
    } else if (name.startsWith("on")) {
      made.addEventListener(name.slice(2), value);
    } else if (name === "class" || name === "role" || name === "for" || name.includes("-")) {
      made.setAttribute(name, value);
    } else {
      made[name] = value;
    }
  }
  made.append(...children);
  return made;
}

const svg = "http://www.w3.org/2000/svg";

/** One of the drawings at the end of the page. */
export function icon(name) {
  const use = document.createElementNS(svg, "use");
  use.setAttribute("href", `#icon-${name}`);
  const made = document.createElementNS(svg, "svg");
  made.setAttribute("aria-hidden", "true");
  made.append(use);
  return made;
}

/** Changes the drawing of an icon made by `icon` or written in the page. */
export function setIcon(holder, name) {
  const use = holder.querySelector("use");
  const href = `#icon-${name}`;
  if (use.getAttribute("href") !== href) {
    use.setAttribute("href", href);
  }
}

/** A drawing of one stroke. */
export function stroke(path, width, height) {
  const line = document.createElementNS(svg, "path");
  line.setAttribute("d", path);
  const made = document.createElementNS(svg, "svg");
  made.setAttribute("viewBox", `0 0 ${width} ${height}`);
  made.setAttribute("aria-hidden", "true");
  made.append(line);
  return made;
}

/** Sets the text only where it differs, so that screen readers and layout are left in peace. */
export function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}
