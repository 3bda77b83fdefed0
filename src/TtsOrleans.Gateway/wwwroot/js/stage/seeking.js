const small = 2;
const large = 10;

/** Lets `slider` seek by click, drag and keys; `secondsAt` tells the time at a share of its width. */
export function bindSeeking(slider, playback, secondsAt) {
  const to = (event) => {
    const { left, width } = slider.getBoundingClientRect();
    playback.seek(secondsAt(Math.min(1, Math.max(0, (event.clientX - left) / width))));
  };
  slider.addEventListener("pointerdown", (event) => {
    if (playback.take && event.button === 0) {
      slider.setPointerCapture(event.pointerId);
      to(event);
    }
  });
  slider.addEventListener("pointermove", (event) => {
    if (slider.hasPointerCapture(event.pointerId)) {
      to(event);
    }
  });
  slider.addEventListener("keydown", (event) => {
    const { take, position } = playback;
    if (!take || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const moves = {
      ArrowLeft: () => playback.seek(position - small),
      ArrowRight: () => playback.seek(position + small),
      ArrowDown: () => playback.seek(position - small),
      ArrowUp: () => playback.seek(position + small),
      PageDown: () => playback.seek(position - large),
      PageUp: () => playback.seek(position + large),
      Home: () => playback.seek(0),
      End: () => playback.seek(take.duration),
      " ": () => playback.toggle(),
    };
    if (event.key in moves) {
      event.preventDefault();
      moves[event.key]();
    }
  });
}
