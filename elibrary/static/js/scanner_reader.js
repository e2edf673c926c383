// Reads QR symbols and the barcodes of books from a picture: by the browser itself where it can, else by
// zxing-cpp as WebAssembly, which is loaded only then (400 KB).

const OF_BROWSER = ["qr_code", "ean_13", "code_128", "code_39"];
const OF_ZXING = ["QRCode", "EAN13", "Code128", "Code39"];
const WIDEST = 960; // pixels of a picture that is looked at

let opened = null;

/** A function that answers the text in a video's present picture, or "". `wiring` names the files of zxing. */
export async function openReader(wiring) {
  opened ??= (await ofBrowser()) ?? (await ofZxing(wiring));
  return opened;
}

async function ofBrowser() {
  if (!("BarcodeDetector" in window)) return null;
  const known = await BarcodeDetector.getSupportedFormats();
  if (!known.includes("qr_code")) return null; // the interface is there on some systems, and reads nothing
  const detector = new BarcodeDetector({ formats: OF_BROWSER.filter((format) => known.includes(format)) });
  return async (video) => {
    try {
      return (await detector.detect(video))[0]?.rawValue ?? "";
    } catch {
      return ""; // no picture yet
    }
  };
}

async function ofZxing({ reader, wasm }) {
  const zxing = await import(reader);
  await zxing.prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    if (!video.videoWidth) return "";
    const scale = Math.min(1, WIDEST / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const picture = context.getImageData(0, 0, canvas.width, canvas.height);
    const found = await zxing.readBarcodes(picture, { formats: OF_ZXING, maxNumberOfSymbols: 1 });
    return found.find((one) => one.isValid)?.text ?? "";
  };
}
