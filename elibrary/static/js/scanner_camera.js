// The phone's camera: the one at its back, as long as the page is seen, with its light where the phone lends it.

export class Camera {
  #stream = null;

  constructor(video) {
    this.video = video;
  }

  get on() {
    return this.#stream !== null;
  }

  get hasTorch() {
    return Boolean(this.#track?.getCapabilities?.().torch);
  }

  get #track() {
    return this.#stream?.getVideoTracks()[0];
  }

  /** Whether it would open without a question. */
  async isAllowed() {
    try {
      return (await navigator.permissions.query({ name: "camera" })).state === "granted";
    } catch {
      return false; // the browser does not tell
    }
  }

  /** Open it. Throws what `trouble` puts a name to. */
  async start() {
    this.stop();
    if (!navigator.mediaDevices) throw new DOMException("", "SecurityError"); // pages without HTTPS have none
    this.#stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    this.video.srcObject = this.#stream;
    await this.video.play();
  }

  stop() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.video.srcObject = null;
  }

  /** Turn the light; answers whether it is on. */
  async light(on) {
    try {
      await this.#track.applyConstraints({ advanced: [{ torch: on }] });
      return on;
    } catch {
      return !on;
    }
  }
}

/** The name of the sentence that tells what went wrong. */
export function trouble(error) {
  if (!isSecureContext) return "Insecure";
  const names = {
    NotAllowedError: "Refused",
    SecurityError: "Refused",
    NotFoundError: "Missing",
    OverconstrainedError: "Missing",
    NotReadableError: "Busy",
    AbortError: "Busy",
  };
  return names[error.name] ?? "Reader";
}
