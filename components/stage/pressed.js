// A press on *Present* counts from the first moment: it is kept until host.js has come.
document.addEventListener("click", (event) => {
  const button = event.target?.closest?.("[data-present]");
  if (!button || document.__pactlineStage) return;
  document.__pactlinePressed = { what: button.dataset.present ?? "", where: location.href };
  button.setAttribute("aria-busy", "true");
});
