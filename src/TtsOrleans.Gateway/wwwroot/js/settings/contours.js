/** How an emotion moves the pitch of a sentence, as one stroke in a field of 32 × 16: what its chip shows. */
const contours = {
  neutral: "M2 9C7 6 11 6 16 8.5S25 11 30 9",
  happy: "M2 10C5 2 8 2 11 7S16 12 19 6 25 1 30 4",
  angry: "M2 6 7 3l3 8 5-9 4 9 5-7 6 8",
  sad: "M2 6C9 6 13 9 18 11S26 13.5 30 14",
  fear: "M2 6q1.75-4 3.5 0t3.5 0 3.5 0 3.5 0 3.5 0 3.5 0 3.5 0 3.5 0",
  surprise: "M2 11C10 12 14 10 18 12S25 10 30 2",
  hate: "M2 7C6 6 9 8 13 8s7 3 10 3 4 1 7 4",
  gentle: "M2 10.5C9 4 21 4 30 10",
};

export const contourOf = (emotion) => contours[emotion] ?? contours.neutral;
