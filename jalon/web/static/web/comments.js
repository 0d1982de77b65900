// A field of the list goes where the cursor is. Without this script, its name is typed or copied.

for (const list of document.querySelectorAll("[data-into]")) {
  const text = document.getElementById(list.dataset.into);
  for (const code of list.querySelectorAll("code")) {
    const field = code.textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = field.slice(1, -1).split("|")[0];
    button.addEventListener("click", () => {
      text.setRangeText(field, text.selectionStart, text.selectionEnd, "end");
      text.focus();
    });
    code.replaceWith(button);
  }
}
