import { $ } from "../page/element.js";
import { contourOf } from "./contours.js";

const unfold = [{ clipPath: "inset(-50% 100% -50% 0)" }, { clipPath: "inset(-50% -8% -50% 0)" }];
const svg = "http://www.w3.org/2000/svg";
let shown = null;

/** Draws the pitch of an emotion behind the title, once near and twice farther off, like ridges of hills. */
export function drawRidge(emotion) {
  if (emotion === shown) {
    return;
  }
  shown = emotion;
  $("ridge").replaceChildren(
    ...[0, 1, 2].map((distance) => {
      const path = document.createElementNS(svg, "path");
      path.setAttribute("d", contourOf(emotion));
      path.setAttribute("transform", `translate(${distance * 0.7} ${distance * -2.2}) scale(1 ${1 - distance * 0.14})`);
      return path;
    }),
  );
  if (matchMedia("(prefers-reduced-motion: no-preference)").matches) {
    $("ridge").animate(unfold, { duration: 900, easing: "cubic-bezier(0.3, 0.7, 0.2, 1)" });
  }
}
