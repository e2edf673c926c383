/* Uploading with progress: one request for each file, one after another, so that a bad file or a broken
   network stops no other; the parts of one audiobook go in one request. Every word comes from the page. */

const form = document.querySelector("[data-upload]");
const input = form.querySelector("input[type=file]");
const results = document.querySelector("[data-results]");
const list = document.querySelector("[data-list]");
const MARGIN = 64 * 1024; // what a request holds beside the file
const limit = Number(form.dataset.limit) - MARGIN;
const waiting = [];
let busy = false;

class Sending {
  /** One request: `files` and the line of the page that tells of it. */
  constructor(files, together) {
    this.files = files;
    this.together = together;
    this.line = document.querySelector("template[data-file]").content.firstElementChild.cloneNode(true);
    this.part("name").textContent = files.map((file) => file.name).join(", ");
    this.part("again").addEventListener("click", () => {
      this.part("again").hidden = true;
      this.part("reason").hidden = true;
      queue(this);
    });
    list.append(this.line);
  }

  part(name) {
    return this.line.querySelector(`[data-${name}]`);
  }

  show(outcome, reason = "") {
    const words = document.querySelector(`template[data-outcome="${outcome}"]`).content.cloneNode(true);
    this.part("state").replaceChildren(words);
    this.part("bar").hidden = outcome !== "sending" && outcome !== "reading";
    this.part("reason").textContent = reason;
    this.part("reason").hidden = !reason;
  }

  failed(reason) {
    this.show("refused", reason);
    this.part("again").hidden = false;
  }

  finished(answer) {
    const file = answer.files[0];
    this.show(file.status, file.reason ?? "");
    if (!file.url) return;
    const link = this.part("record");
    link.href = file.url;
    link.textContent = file.title;
    link.hidden = false;
  }

  get body() {
    const body = new FormData();
    for (const field of form.querySelectorAll("input[type=hidden]")) body.append(field.name, field.value);
    body.append("together", this.together ? "1" : "");
    for (const file of this.files) body.append("files", file, file.name);
    return body;
  }

  /** What is wrong before anything is sent; empty: nothing. */
  get fault() {
    const size = this.files.reduce((sum, file) => sum + file.size, 0);
    if (this.files.some((file) => file.size === 0)) return form.dataset.empty;
    if (size <= limit) return "";
    return this.files.length > 1 ? form.dataset.tooLargeTogether : form.dataset.tooLarge;
  }
}

function send(sending) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      sending.part("bar").value = event.lengthComputable ? (100 * event.loaded) / event.total : 0;
    });
    request.upload.addEventListener("load", () => {
      sending.part("bar").removeAttribute("value"); // how long reading takes is not known
      sending.show("reading");
    });
    request.addEventListener("load", () => {
      answered(sending, request);
      done();
    });
    for (const kind of ["error", "abort", "timeout"]) {
      request.addEventListener(kind, () => {
        sending.failed(form.dataset.broken);
        done();
      });
    }
    sending.show("sending");
    request.send(sending.body);
  });
}

function answered(sending, request) {
  if (request.status === 200 && request.response?.files?.length) sending.finished(request.response);
  else if (request.status === 413) sending.show("refused", form.dataset.serverFull);
  else sending.failed(request.response?.reason || form.dataset.odd);
}

async function queue(...added) {
  waiting.push(...added);
  if (busy) return;
  busy = true;
  while (waiting.length) await send(waiting.shift());
  busy = false;
}

function take(files) {
  const sound = files.filter((file) => /\.(mp3|m4a|m4b|aac|ogg|oga|opus|flac)$/i.test(file.name));
  const together = form.querySelector("[name=together]").value === "1" && sound.length > 1;
  const single = together ? files.filter((file) => !sound.includes(file)) : files;
  const groups = [...(together ? [sound] : []), ...single.map((file) => [file])];
  results.hidden = false;
  const sendings = groups.map((group) => new Sending(group, together && group === sound));
  for (const sending of sendings.filter((one) => one.fault)) sending.show("refused", sending.fault);
  queue(...sendings.filter((one) => !one.fault));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  take([...input.files]);
  input.value = "";
});

const drop = form.querySelector("[data-drop]");
drop.querySelector("[data-drop-hint]").hidden = matchMedia("(pointer: coarse)").matches;
for (const kind of ["dragenter", "dragover"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("is-over");
  });
}
for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("is-over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  take([...event.dataTransfer.files]);
});
window.addEventListener("beforeunload", (event) => {
  if (busy) event.preventDefault();
});
