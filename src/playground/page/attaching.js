import { byId } from "./element.js";

/**
 * The paperclip beside the field.
 *
 * @param {(file: File) => void} onFile
 */
export function connectAttaching(onFile) {
  const input = byId("file", HTMLInputElement);
  byId("attach", HTMLButtonElement).addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    input.value = ""; // the same file can be chosen again
    if (file !== undefined) onFile(file);
  });
}
