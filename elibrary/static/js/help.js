/* A page of the help read aloud: marks the step that is being read, and offers the phone's own voice. */

const page = document.querySelector("[data-help]");
const steps = [...page.querySelectorAll("[data-step]")];

function mark(read) {
  for (const step of steps) step.classList.toggle("is-read", step === read);
}

function markAt(seconds) {
  mark(steps.findLast((step) => Number(step.dataset.starts) <= seconds));
}

function follow(audio) {
  audio.addEventListener("timeupdate", () => markAt(audio.currentTime));
  audio.addEventListener("ended", () => mark(null));
}

function ownVoice() {
  const language = page.lang;
  return speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.replace("_", "-").startsWith(language));
}

function readAloud(voice, done) {
  const parts = [...page.querySelectorAll("[data-said]")];
  for (const part of parts) {
    const said = new SpeechSynthesisUtterance(part.textContent.trim());
    said.voice = voice;
    said.lang = voice.lang;
    said.rate = 0.9;
    said.addEventListener("start", () => mark(part.closest("[data-step]")));
    if (part === parts.at(-1)) said.addEventListener("end", done);
    speechSynthesis.speak(said);
  }
}

function offer(place) {
  if (!place.hidden || !ownVoice()) return;
  const button = place.querySelector("button");
  const word = button.querySelector("span");
  const begin = word.textContent;
  let reading = false;
  function stop() {
    reading = false;
    word.textContent = begin;
    mark(null);
  }
  button.addEventListener("click", () => {
    speechSynthesis.cancel(); // also what another page left unsaid
    if (reading) return stop();
    audio?.pause();
    reading = true;
    word.textContent = button.dataset.sayStop;
    readAloud(ownVoice(), stop);
  });
  place.hidden = false;
}

const audio = page.querySelector("[data-voice]");
if (audio) follow(audio);

const place = page.querySelector("[data-own-voice]");
if ("speechSynthesis" in window) {
  offer(place); // voices come at once or, in Chromium, a moment later
  speechSynthesis.addEventListener?.("voiceschanged", () => offer(place));
  audio?.addEventListener("play", () => speechSynthesis.cancel());
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
}
