// Tracks and chapters of an audiobook as one time line, in seconds from the beginning of the book.

export class TimeLine {
  /** tracks: [{url, start, duration}], chapters: [{name, start, end}], both in order. */
  constructor(tracks, chapters, duration) {
    Object.assign(this, { tracks, chapters, duration });
  }

  /** The track that plays at `seconds`, and how far into it that is. */
  spot(seconds) {
    const inside = Math.min(Math.max(0, seconds), Math.max(0, this.duration - 0.5));
    const index = lastStarted(this.tracks, inside);
    return { index, offset: inside - this.tracks[index].start };
  }

  /** Index of the chapter that plays at `seconds`; -1 where there is none. */
  chapterAt(seconds) {
    return this.chapters.length && this.chapters[0].start <= seconds ? lastStarted(this.chapters, seconds) : -1;
  }

  /** Where "next chapter" leads; without chapters, the next track. Null at the end. */
  next(seconds) {
    return this.#marks().find((mark) => mark.start > seconds + 0.5)?.start ?? null;
  }

  /** Where "previous chapter" leads: the chapter's own beginning after its first seconds, else the one before. */
  previous(seconds) {
    const begun = this.#marks().filter((mark) => mark.start < seconds - 5);
    return begun.length ? begun.at(-1).start : 0;
  }

  #marks() {
    return this.chapters.length ? this.chapters : this.tracks;
  }
}

function lastStarted(marks, seconds) {
  const after = marks.findIndex((mark) => mark.start > seconds);
  return Math.max(0, (after < 0 ? marks.length : after) - 1);
}

/** Seconds as a clock shows them, as the server's filter `clock` does: 4:05, 1:02:09. */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
