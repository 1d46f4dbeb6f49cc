import { findCase } from "../presets/cases";
import { caseBlock } from "../workbook/caseBlock";
import { CASE_STORIES } from "../workbook/caseStories";
import type { BlockPlan } from "../workbook/sheetPlan";

/** A worked case as a block, with the story that introduces it. */
export function exampleBlock(key: string): BlockPlan {
  const workedCase = findCase(key);
  const story = CASE_STORIES.find(({ blocks }) => blocks.some((block) => block.key === key));
  if (!workedCase || !story) throw new Error(`there is no worked case ${key}`);
  return caseBlock(workedCase, story.sentences);
}
