import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconPencil } from '@tabler/icons-react';
import type { Rules } from '../../../../src/server/contract/rules.ts';
import { useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { RULES } from '../../words/rules.ts';
import { type Draft, rebased, type Section } from './draft.ts';
import classes from './rules.module.css';

interface BarProps {
  readonly isWrong: boolean;
  readonly isConflicting: boolean;
  readonly isTrying: boolean;
  readonly isSaving: boolean;
  readonly onDiscard: () => void;
  readonly onTry: () => void;
  readonly onSave: () => void;
}

/** Says that there is a draft, and what can be done with it. */
export function DraftBar(props: BarProps) {
  const text = useWords(RULES);
  const may = useMay();
  const { isWrong, isConflicting } = props;
  const isBlocked = isWrong || isConflicting;
  const Sign = isWrong ? IconAlertTriangle : IconPencil;
  return (
    <section className={classes.bar} aria-label={text.draft}>
      <Group gap="xs" role="status">
        <Sign size={16} aria-hidden />
        <Text size="sm">{isWrong ? text.draft_wrong : text.draft}</Text>
        {!may('save_rules') && (
          <Text size="sm" c="var(--soft)">
            {text.save_reviewer}
          </Text>
        )}
      </Group>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={props.onDiscard}>
          {text.discard}
        </Button>
        {may('try_rules') && (
          <Button
            size="xs"
            variant="default"
            disabled={isBlocked}
            loading={props.isTrying}
            onClick={props.onTry}
          >
            {text.try}
          </Button>
        )}
        {may('save_rules') && (
          <Button size="xs" disabled={isBlocked} loading={props.isSaving} onClick={props.onSave}>
            {text.save}
          </Button>
        )}
      </Group>
    </section>
  );
}

interface ConflictProps {
  readonly draft: Draft;
  readonly saved: Rules;
  readonly onResolve: (draft: Draft) => void;
}

/** Says what someone else saved meanwhile, and lets the draft go on from there; nothing is overwritten unasked. */
export function Conflict({ draft, saved, onResolve }: ConflictProps) {
  const text = useWords(RULES);
  const kept = rebased(draft, saved, true);
  const given = rebased(draft, saved, false);
  const named = (sections: readonly Section[]): string =>
    sections.map((section) => text[section]).join(' · ');
  return (
    <Alert
      color="yellow"
      variant="light"
      role="alert"
      mb="sm"
      icon={<IconAlertTriangle aria-hidden />}
      title={text.conflict}
      styles={{ title: { color: 'var(--warn)' } }}
    >
      <Text size="sm">
        {kept.theirs.length > 0 && text.conflict_theirs(named(kept.theirs))}{' '}
        {kept.both.length === 0 ? text.conflict_none : text.conflict_both(named(kept.both))}
      </Text>
      <Group gap="xs" mt="xs">
        {kept.both.length === 0 ? (
          <Button size="xs" variant="default" onClick={() => onResolve(kept.draft)}>
            {text.conflict_go_on}
          </Button>
        ) : (
          <>
            <Button size="xs" variant="default" onClick={() => onResolve(kept.draft)}>
              {text.conflict_keep}
            </Button>
            <Button size="xs" variant="default" onClick={() => onResolve(given.draft)}>
              {text.conflict_give}
            </Button>
          </>
        )}
      </Group>
    </Alert>
  );
}
