/* The page that signs in with a card. A card's QR symbol leads to it with the number after the `#`, which browsers keep to
   themselves: it goes into the field, out of the address bar, and only the PIN is left to type. */

const form = document.querySelector("[data-card-sign-in]");
const number = decodeURIComponent(location.hash.slice(1).replace(/%(?![0-9a-f]{2})/gi, ""));

if (form && /^[\p{L}\p{N} .-]{4,40}$/u.test(number)) {
  form.elements.card.value = number;
  history.replaceState(null, "", location.pathname + location.search);
  form.elements.pin.focus();
} else {
  form?.querySelector("[aria-invalid=true]")?.focus();
}
