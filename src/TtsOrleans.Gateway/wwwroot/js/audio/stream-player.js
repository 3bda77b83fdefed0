const aheadSeconds = 10;
const pieceSeconds = 1;
const leadSeconds = 0.03;
const tightSeconds = 0.01;
const pumpMilliseconds = 200;

/**
 * Plays a recording while it still grows, on the Web Audio clock, from any sample that has come.
 * At most ten seconds are scheduled ahead, in pieces of up to one second that join to the sample.
 */
export class StreamPlayer {
  #context;
  #pcm;
  #onEnd;
  #scheduled = []; // {node, frame, sample, count}: what of the recording sounds from which frame of the clock on
  #next = 0; // next sample to schedule
  #frame = 0; // frame of the clock at which it may sound
  #complete = false;
  #timer = 0;

  constructor(context, pcm, onEnd) {
    this.#context = context;
    this.#pcm = pcm;
    this.#onEnd = onEnd;
    this.#timer = setInterval(() => this.pump(), pumpMilliseconds);
  }

  /** Seconds into the recording of what the listener hears now. */
  get position() {
    const latency = this.#context.outputLatency || 0;
    const now = (this.#context.currentTime - latency) * this.#pcm.sampleRate;
    let current = this.#scheduled[0];
    for (const piece of this.#scheduled) {
      if (piece.frame <= now) {
        current = piece;
      }
    }
    if (!current) {
      return this.#next / this.#pcm.sampleRate;
    }
    const into = Math.min(current.count, Math.max(0, now - current.frame));
    return (current.sample + into) / this.#pcm.sampleRate;
  }

  /** Whether everything that came has been played and more is awaited. */
  get starved() {
    return !this.#complete && this.#frame <= this.#context.currentTime * this.#pcm.sampleRate;
  }

  /** Schedules what has come, as far as it is due. */
  pump() {
    const rate = this.#pcm.sampleRate;
    const now = this.#context.currentTime * rate;
    while (this.#next < this.#pcm.length && this.#frame < now + aheadSeconds * rate) {
      const count = Math.min(this.#pcm.length - this.#next, pieceSeconds * rate);
      if (this.#frame < now + tightSeconds * rate) {
        this.#frame = Math.ceil(now + leadSeconds * rate); // the first piece, or it ran dry
      }
      this.#schedule(this.#next, count);
      this.#next += count;
      this.#frame += count;
    }
    while (this.#scheduled.length > 1 && this.#scheduled[1].frame < now - rate) {
      this.#scheduled.shift();
    }
    if (this.#complete && this.#next >= this.#pcm.length && now >= this.#frame) {
      this.dispose();
      this.#onEnd();
    }
  }

  /** No more will come. */
  complete() {
    this.#complete = true;
    this.pump();
  }

  seek(seconds) {
    this.#silence();
    this.#next = Math.min(this.#pcm.length, Math.max(0, Math.round(seconds * this.#pcm.sampleRate)));
    this.#frame = 0;
    this.pump();
  }

  pause() {
    return this.#context.suspend();
  }

  resume() {
    return this.#context.resume();
  }

  dispose() {
    clearInterval(this.#timer);
    this.#silence();
  }

  #schedule(sample, count) {
    const { sampleRate } = this.#pcm;
    const buffer = this.#context.createBuffer(1, count, sampleRate);
    this.#pcm.read(sample, buffer.getChannelData(0));
    const node = this.#context.createBufferSource();
    node.buffer = buffer;
    node.connect(this.#context.destination);
    node.start(this.#frame / sampleRate);
    this.#scheduled.push({ node, frame: this.#frame, sample, count });
  }

  #silence() {
    for (const { node } of this.#scheduled) {
      node.stop();
      node.disconnect();
    }
    this.#scheduled = [];
  }
}
