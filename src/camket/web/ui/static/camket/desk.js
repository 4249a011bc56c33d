/* The desk's two comforts: "/" goes to the search box, opened values hide again. All works without this file. */
(function () {
  "use strict";
  document.documentElement.classList.add("scripted");

  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    var box = document.querySelector('[data-key="/"]');
    if (event.key === "/" && box && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });

  function close(opened) {
    var said = document.createElement("p");
    said.className = "notice";
    said.setAttribute("role", "status");
    said.textContent = opened.dataset.closed;
    opened.replaceWith(said);
  }

  function arm(root) {
    root.querySelectorAll("[data-closes]:not([data-armed])").forEach(function (opened) {
      var seconds = Number(opened.dataset.closes);
      opened.dataset.armed = "yes";
      setTimeout(function () { opened.classList.add("fading"); }, (seconds - 5) * 1000);
      setTimeout(function () { close(opened); }, seconds * 1000);
    });
  }

  arm(document);
  document.addEventListener("htmx:afterSwap", function () { arm(document); });
})();
