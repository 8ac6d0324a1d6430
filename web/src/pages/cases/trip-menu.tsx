import { Button, FileButton, Menu } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import type { ListFilter } from '../../../../src/server/contract/lists.ts';
import { saysOf } from '../../api/problem.ts';
import { useCall } from '../../api/queries.ts';
import { useSendFiles } from '../../api/send-files.ts';
import { useBookId } from '../../book.tsx';
import { useDropped } from '../../dropped.ts';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { CASES } from '../../words/cases.ts';
import classes from './page.module.css';
import { RoundTripDialog } from './round-trip.tsx';
import { tell } from './use-moves.tsx';

interface Props {
  readonly filter: ListFilter;
  readonly onMade: (made: ReplyOf<'apply_round_trip'>) => void;
}

/** Working on cases in a workbook: write it, take it back filled in; and the results as files. */
export function TripMenu({ filter, onMade }: Props) {
  const text = useWords(CASES);
  const say = useSay();
  const may = useMay();
  const bookId = useBookId();
  const reset = useRef<() => void>(null);
  const [preview, setPreview] = useState<ReplyOf<'read_round_trip'> | null>(null);
  const read = useSendFiles('read_round_trip', { params: { book_id: bookId } });
  const bring = (file: File | null): void => {
    if (file === null) return;
    read.mutate([file], {
      onSuccess: setPreview,
      onError: (fault) => tell(say(saysOf(fault)), 'red'),
      onSettled: () => reset.current?.(),
    });
  };
  const take = ({ files }: DataTransfer): void =>
    files.length > 1 ? tell(text.trip_one, 'red') : bring(files[0] ?? null);
  const isOver = useDropped(may('read_round_trip') && preview === null ? take : null);
  return (
    <>
      {isOver && <div className={classes.drop}>{text.trip_drop}</div>}
      <FileButton onChange={bring} accept=".xlsx,.xls" resetRef={reset}>
        {({ onClick }) => (
          <Menu position="bottom-end" width={320}>
            <Menu.Target>
              <Button
                variant="default"
                loading={read.isPending}
                leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
              >
                {text.excel}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Exports filter={filter} />
              {may('read_round_trip') && <Menu.Item onClick={onClick}>{text.bring_back}…</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        )}
      </FileButton>
      {preview !== null && (
        <RoundTripDialog preview={preview} onClose={() => setPreview(null)} onMade={onMade} />
      )}
    </>
  );
}

function Exports({ filter }: { readonly filter: ListFilter }) {
  const text = useWords(CASES);
  const say = useSay();
  const may = useMay();
  const { language } = useLanguage();
  const bookId = useBookId();
  const trip = useCall('export_round_trip', ['list_jobs']);
  const results = useCall('export_results', ['list_jobs']);
  const params = { book_id: bookId };
  const told = {
    onSuccess: () => tell(text.exporting),
    onError: (fault: Error) => tell(say(saysOf(fault)), 'red'),
  };
  return (
    <>
      <Menu.Item onClick={() => trip.mutate({ params, body: { filter, language } }, told)}>
        {text.export}
        <div style={{ fontSize: 12, color: 'var(--soft)' }}>{text.export_note}</div>
      </Menu.Item>
      {may('export_results') && (
        <>
          <Menu.Item onClick={() => results.mutate({ params, body: { what: 'workbook', language } }, told)}>
            {text.workbook}
          </Menu.Item>
          <Menu.Item onClick={() => results.mutate({ params, body: { what: 'orders', language } }, told)}>
            {text.orders_file}
          </Menu.Item>
        </>
      )}
      <Menu.Divider />
    </>
  );
}
