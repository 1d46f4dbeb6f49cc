const { findOffice } = require("../../../tools/findOffice.js");
const { announce } = require("../../support/announceSkips.js");

module.exports = function announceSkips() {
  if (!findOffice()) announce("office", "no LibreOffice found; name one in FT_OFFICE");
};
