import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { CASE_STORIES, type CaseStory } from "../../workbook/caseStories";
import { exampleBlock } from "../example";
import { useInsertion } from "../insertion";
import { TargetField, type TargetKind, targetOf } from "../TargetField";

/** The six worked cases, each to be inserted as a complete scenario. */
export function Cases() {
  const [target, setTarget] = useState<TargetKind>("newSheet");
  return (
    <>
      <h1>Worked cases</h1>
      <p className="quiet">
        Each is a complete scenario with live formulas: change a blue cell and the verdict follows. The figures here are single
        published ones; the inserted sheet says in how many of 100 trials it pays, over ranges that you can change.
      </p>
      <TargetField value={target} onChange={setTarget} />
      <ul className="plain">
        {CASE_STORIES.map((story) => (
          <Case key={story.title} story={story} target={target} />
        ))}
      </ul>
    </>
  );
}

function Case({ story, target }: { story: CaseStory; target: TargetKind }) {
  const { insert } = useInsertion();
  return (
    <li className="card" aria-label={story.title}>
      <h2>{story.title}</h2>
      <p>{story.sentences.join(" ")}</p>
      <div className="row">
        {story.blocks.map(({ key, label }) => (
          <Button
            key={key}
            size="small"
            aria-label={`${label}: ${story.title}`}
            onClick={() => void insert(exampleBlock(key), targetOf(target))}
          >
            {label}
          </Button>
        ))}
      </div>
    </li>
  );
}
