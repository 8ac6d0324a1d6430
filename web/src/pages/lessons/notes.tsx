import { Text, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { saysOf } from '../../api/problem.ts';
import { useCall } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useSay, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { capitalText, momentText } from '../../words/format.ts';
import { LESSONS } from '../../words/lessons.ts';
import classes from './lessons.module.css';

type Lessons = ReplyOf<'lessons'>;
type Note = Lessons['notes'][number];

const NOTE_MAX = 4000;

/** A note for every cause of the month, then those of other causes that have one. */
export function notesOf({ pareto, notes }: Pick<Lessons, 'pareto' | 'notes'>): Note[] {
  const shown = pareto.map(
    ({ cause, cause_name }): Note =>
      notes.find((note) => note.cause === cause) ?? {
        cause,
        cause_name,
        learned: '',
        change: '',
        made_by: null,
        made_at: null,
      },
  );
  return [...shown, ...notes.filter(({ cause }) => !shown.some((note) => note.cause === cause))];
}

/** What was learned of each cause and what to change; kept as soon as a field is left. */
export function Notes({ lessons }: { readonly lessons: Lessons }) {
  const text = useWords(LESSONS);
  const notes = notesOf(lessons);
  return (
    <Sheet title={text.notes}>
      {notes.length === 0 && (
        <Text size="sm" c="var(--soft)">
          {text.notes_none}
        </Text>
      )}
      {notes.map((note) => (
        <NoteRow key={note.cause} note={note} />
      ))}
    </Sheet>
  );
}

function NoteRow({ note }: { readonly note: Note }) {
  const text = useWords(LESSONS);
  const say = useSay();
  const may = useMay();
  const { typed, type, keep, save } = useNote(note);
  const cause = capitalText(say(note.cause_name));
  const fields = {
    autosize: true,
    minRows: 2,
    maxLength: NOTE_MAX,
    readOnly: !may('save_lesson_note'),
    onBlur: keep,
  };
  return (
    <div className={classes.note}>
      <div className={classes.note_head}>
        <Text size="sm" fw={600}>
          {cause}
        </Text>
        <Sign note={note} save={save} />
      </div>
      <Textarea
        {...fields}
        label={text.learned}
        aria-label={text.learned_of(cause)}
        value={typed.learned}
        onChange={({ currentTarget }) => type({ ...typed, learned: currentTarget.value })}
      />
      <Textarea
        {...fields}
        label={text.to_change}
        aria-label={text.to_change_of(cause)}
        value={typed.change}
        onChange={({ currentTarget }) => type({ ...typed, change: currentTarget.value })}
      />
    </div>
  );
}

/** What is typed into a note, kept when a field is left and something was changed. */
function useNote(note: Note) {
  const bookId = useBookId();
  const save = useCall('save_lesson_note', ['lessons']);
  const [held, setHeld] = useState({ learned: note.learned, change: note.change });
  const [typed, type] = useState(held);
  const keep = (): void => {
    if (typed.learned === held.learned && typed.change === held.change) return;
    save.mutate(
      { params: { book_id: bookId, cause: note.cause }, body: typed },
      { onSuccess: () => setHeld(typed) },
    );
  };
  return { typed, type, keep, save };
}

interface SignProps {
  readonly note: Note;
  readonly save: { readonly status: string; readonly error: Error | null };
}

function Sign({ note, save: { status, error } }: SignProps) {
  const text = useWords(LESSONS);
  const say = useSay();
  const written =
    note.made_by === null || note.made_at === null
      ? text.nothing_written
      : text.written(note.made_by, momentText(note.made_at));
  return (
    <>
      <span className={classes.soft}>{written}</span>
      <span
        className={classes.sign}
        role="status"
        data-state={status === 'success' ? 'done' : status === 'error' ? 'failed' : undefined}
      >
        {status === 'pending' && text.saving}
        {status === 'success' && (
          <>
            <IconCheck size={12} aria-hidden /> {text.saved}
          </>
        )}
        {status === 'error' && (
          <>
            <IconAlertTriangle size={12} aria-hidden /> {text.save_failed} {say(saysOf(error))}
          </>
        )}
      </span>
    </>
  );
}
