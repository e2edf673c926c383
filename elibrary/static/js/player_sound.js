// The one plain <audio> element that plays the whole time line, track after track.
// Fires "state" (played, paused, waiting), "move" (the place changed), "over" and "trouble" events.

export class Sound extends EventTarget {
  #track = -1;
  #goal = null; // seconds into the track that is being loaded, until the browser can go there
  #place = 0;
  #wanted = false; // whether somebody pressed play and nobody pressed pause since

  constructor(audio, line) {
    super();
    this.audio = audio;
    this.line = line;
    const on = (name, act) => audio.addEventListener(name, act);
    on("loadedmetadata", () => this.#reachGoal());
    on("canplay", () => this.#reachGoal());
    on("timeupdate", () => this.#moved());
    on("ended", () => this.#trackOver());
    on("error", () => this.#failed());
    for (const name of ["play", "playing", "pause", "waiting"]) on(name, () => this.#tell("state"));
  }

  /** Seconds into the book. */
  get place() {
    return this.#place;
  }

  get playing() {
    return !this.audio.paused && !this.audio.ended && !this.audio.error;
  }

  get waiting() {
    return this.playing && this.audio.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
  }

  /** Press play. Loads nothing before it is called for the first time. */
  async play() {
    this.#wanted = true;
    if (this.#track < 0 || this.audio.error) this.#open(this.#place);
    try {
      await this.audio.play();
    } catch (error) {
      if (error.name === "NotAllowedError") this.#tell("refused");
    }
  }

  pause() {
    this.#wanted = false;
    this.audio.pause();
  }

  /** Go to `seconds` into the book; playing goes on if it was going on. */
  seek(seconds) {
    const { index, offset } = this.line.spot(seconds);
    this.#place = this.line.tracks[index].start + offset;
    if (index === this.#track && this.#goal === null && !this.audio.error) {
      this.audio.currentTime = offset;
    } else if (this.#track >= 0) {
      this.#open(this.#place);
      if (this.#wanted) this.play();
    }
    this.#tell("move");
  }

  set speed(rate) {
    this.audio.defaultPlaybackRate = rate; // loading a track goes back to the default
    this.audio.playbackRate = rate;
  }

  #open(seconds) {
    const { index, offset } = this.line.spot(seconds);
    this.#track = index;
    this.#goal = offset;
    this.audio.preload = "auto";
    this.audio.src = this.line.tracks[index].url;
    this.audio.load();
  }

  #reachGoal() {
    if (this.#goal === null) return;
    if (this.#goal > 0) this.audio.currentTime = this.#goal;
    this.#goal = null;
  }

  #moved() {
    if (this.#goal !== null || this.audio.readyState === 0) return;
    const track = this.line.tracks[this.#track];
    this.#place = track.start + Math.min(this.audio.currentTime, track.duration);
    this.#tell("move");
  }

  #trackOver() {
    const next = this.line.tracks[this.#track + 1];
    if (!next) {
      this.#wanted = false;
      this.#tell("over");
      return;
    }
    this.#place = next.start;
    this.#open(next.start);
    this.play();
  }

  #failed() {
    this.#goal = null;
    this.#tell("state");
    this.#tell("trouble");
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}
