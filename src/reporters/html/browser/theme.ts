/** A button between dark and light, starting at what the system prefers. Printing is always light (page.css). */
export function startTheme(): void {
  const button = document.querySelector<HTMLButtonElement>("#theme");
  if (button === null) return;
  let dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const show = (): void => {
    button.textContent = dark ? "Light" : "Dark";
    button.setAttribute("aria-label", `Switch to ${dark ? "light" : "dark"} colours`);
  };
  button.addEventListener("click", () => {
    dark = !dark;
    document.documentElement.dataset["theme"] = dark ? "dark" : "light";
    show();
  });
  show();
  button.hidden = false;
}
