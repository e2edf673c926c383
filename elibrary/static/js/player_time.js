// Time truly listened: what is saved, reported and counted down hangs on it, not on the wall clock.

const LONGEST_STEP = 10; // seconds between two moves of a page in the background

/** Seconds of listening between two moves of the place; a seek counts as none. */
export class Listening {
  #last = null;

  step(place, rate) {
    const gone = this.#last === null ? 0 : (place - this.#last) / rate;
    this.#last = place;
    return gone > 0 && gone < LONGEST_STEP ? gone : 0;
  }
}

/** Calls `act` each time `seconds` more have been listened to. */
export class Every {
  #sum = 0;

  constructor(seconds, act) {
    Object.assign(this, { seconds, act });
  }

  add(gone) {
    this.#sum += gone;
    if (this.#sum >= this.seconds) this.finish();
  }

  /** Call it now for what has been listened to since the last time. */
  finish() {
    const whole = Math.floor(this.#sum);
    if (whole < 1) return;
    this.#sum -= whole;
    this.act(whole);
  }
}

const FADE = 8; // seconds

/** The sleep timer: so many minutes of listening at any speed, or the end of the chapter. */
export class Sleep {
  #left = null;
  #end = null;

  set(choice, chapterEnd) {
    this.#left = choice && choice !== "chapter" ? Number(choice) * 60 : null;
    this.#end = choice === "chapter" ? chapterEnd : null;
  }

  get untilChapterEnd() {
    return this.#end !== null;
  }

  /** How loud to play now, from 1 down to 0, where 0 means: stop. */
  loudness(gone, place, rate) {
    if (this.#left !== null) this.#left -= gone;
    const left = this.#left ?? (this.#end === null ? Infinity : (this.#end - place) / rate);
    if (left <= (this.#end === null ? 0 : 0.25)) return 0;
    return this.#end === null ? Math.min(1, 0.05 + left / FADE) : 1;
  }
}
