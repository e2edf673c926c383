// Passing a page on: copies its address, and offers what the phone itself has for sending.
// Without this script the address stands in a field, and the links and the symbol work.

const root = document.querySelector("[data-share]");
const part = (name) => root.querySelector(`[data-${name}]`);

async function copy() {
  const field = root.querySelector("input");
  field.select();
  try {
    await navigator.clipboard.writeText(root.dataset.address);
    part("said").textContent = root.dataset.copied;
  } catch {
    part("said").textContent = root.dataset.notCopied; // the browser may refuse, and has none without HTTPS
  }
}

async function send() {
  try {
    await navigator.share({ title: root.dataset.title, url: root.dataset.address });
  } catch {
    // closed without sending
  }
}

if (root) {
  part("copy").hidden = false;
  part("copy").addEventListener("click", copy);
  if (navigator.share) {
    part("send").hidden = false;
    part("send").addEventListener("click", send);
  }
}
