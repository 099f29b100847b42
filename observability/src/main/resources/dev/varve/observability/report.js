(function () {
  var only = "";
  var find = document.getElementById("find");
  var rows = document.querySelectorAll("tr[data-model]");
  var buttons = document.querySelectorAll("button[data-only]");
  function show() {
    var text = find.value.trim().toLowerCase();
    rows.forEach(function (row) {
      row.hidden =
        (only !== "" && row.dataset.decision !== only) ||
        row.dataset.model.toLowerCase().indexOf(text) < 0;
    });
    buttons.forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.only === only));
    });
    if (text !== "" || only === "skip") {
      document.querySelectorAll("details").forEach(function (more) { more.open = true; });
    }
  }
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      only = only === button.dataset.only ? "" : button.dataset.only;
      show();
    });
  });
  find.addEventListener("input", show);
})();
