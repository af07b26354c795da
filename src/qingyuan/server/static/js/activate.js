// Fills in the code that the QR code of a slip carries behind the #: it never reaches a server.
(function () {
  "use strict";
  var code = decodeURIComponent(window.location.hash.slice(1));
  var field = document.getElementById("id_code");
  if (field && !field.value && /^[A-Za-z0-9-]{16,24}$/.test(code)) {
    field.value = code;
    window.history.replaceState(null, "", window.location.pathname);
    document.getElementById("id_password").focus();
  }
})();
