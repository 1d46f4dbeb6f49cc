import "../support/gridInNode";
import { cellOfLink } from "../../src/tryout/grid/cellLinks";

test.each([
  ["#Assumptions!C12", "Assumptions", "C12"],
  ["#'Training and hardware'!$A$1", "Training and hardware", "A1"],
  ["#'It''s mine'!b2", "It's mine", "B2"],
  ["#$AA$10", undefined, "AA10"],
])("%s leads to %p, %s", (url, sheet, address) => expect(cellOfLink(url)).toEqual({ sheet, address }));

test.each(["https://example.com/#A1", "#gid=1", "#'open!A1", "#Sheet!A", "A1", ""])("%p leads to no cell", (url) =>
  expect(cellOfLink(url)).toBeUndefined(),
);
