/** A sentence or two for each emotion, by the emotion's name. */
const examples = {
  neutral: "今天多云，最高气温22度。下午3点半在二楼会议室开会，请带上上周的报告。",
  happy: "太好了，我们的方案通过了！晚上我请客，大家想吃什么尽管说！",
  angry: "我说过多少遍了，出门要锁门！你怎么又忘了？这已经是第三次了！",
  sad: "外婆的院子还是老样子，只是那把藤椅上，再也没有人坐着等我回家了。",
  fear: "你听……楼上是不是有脚步声？可是，那间屋子已经空了十年了。",
  surprise: "什么？你就是当年坐在我后面的小胖？天哪，我完全认不出来了！",
  hate: "这种话他也说得出口？一边收着别人的好处，一边装得清清白白，真叫人恶心。",
  gentle: "别着急，慢慢来。累了就靠着我歇一会儿，天亮以前，我都在这儿陪着你。",
};

/** The example for `emotion`; an emotion without one of its own borrows the neutral one. */
export const exampleFor = (emotion) => examples[emotion] ?? examples.neutral;

/** Whether `text` is one of the examples, untouched, and may be replaced by another without asking. */
export const isExample = (text) => Object.values(examples).includes(text);
