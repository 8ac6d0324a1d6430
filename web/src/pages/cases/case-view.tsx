import { Alert, Anchor, Group, List, Stack, Table, Text, Title } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { CaseDetail } from '../../../../src/server/contract/cases.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useSay, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { useAccountText } from '../../parts/account-text.ts';
import { EvidenceLink } from '../../parts/evidence-link.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { CASES } from '../../words/cases.ts';
import { capitalText, momentText } from '../../words/format.ts';
import { Attachments } from './attachments.tsx';
import { MoveBar } from './move-bar.tsx';
import { Proposal } from './proposal.tsx';
import { Timeline } from './timeline.tsx';
import type { AskedMove } from './use-open-case.ts';

interface Props {
  readonly of: CaseDetail;
  readonly hasKeys: boolean;
  readonly onAsk: (asked: AskedMove) => void;
  readonly onMatch: (caseId: string) => void;
}

/** A case: what was found, why, what can be done, what was done. */
export function CaseView({ of, hasKeys, onAsk, onMatch }: Props) {
  const text = useWords(CASES);
  const say = useSay();
  const may = useMay();
  const isWorkedOn = !['in_review', 'resolved', 'written_off'].includes(of.state);
  return (
    <Stack gap="md">
      <div>
        <Group gap="xs" mb={4}>
          <StateBadge state={of.state} name={stateName(of, text, say)} />
          <Text fw={600}>{capitalText(say(of.type_name))}</Text>
          <Text c="var(--soft)">{say(of.cause_name)}</Text>
        </Group>
        <Text>{say(of.says)}</Text>
        {of.is_gone && (
          <Text size="sm" c="var(--good)">
            {text.gone}
          </Text>
        )}
      </div>
      {of.advice !== null && (
        <Alert variant="light" color="ink" py="xs" icon={<IconBulb size={18} aria-hidden />}>
          {say(of.advice)}
        </Alert>
      )}
      <Amounts of={of} />
      {of.proposal !== null && (
        <Part title={text.proposal}>
          <Proposal of={of.proposal} />
        </Part>
      )}
      <div className="no-print">
        <Part title={text.moves}>
          <MoveBar
            legal={of.moves}
            hasKeys={hasKeys}
            onAsk={({ move, name }) => onAsk({ caseId: of.case_id, move, title: capitalText(say(name)) })}
            onMatch={isWorkedOn && may('make_transfer') ? () => onMatch(of.case_id) : undefined}
          />
        </Part>
      </div>
      <Facts of={of} />
      <Part title={text.evidence}>
        <List size="sm" spacing={4} listStyleType="none">
          {of.evidence.map((evidence) => (
            <List.Item key={`${evidence.file}/${evidence.sheet}/${evidence.row}`}>
              <EvidenceLink {...evidence} />
            </List.Item>
          ))}
        </List>
      </Part>
      <Part title={text.attachments}>
        <Attachments of={of} />
      </Part>
      <Part title={text.steps}>
        <Timeline events={of.events} />
      </Part>
    </Stack>
  );
}

type CaseWords = (typeof CASES)['zh-CN'];

function stateName(of: CaseDetail, text: CaseWords, say: ReturnType<typeof useSay>): string {
  return of.waiting_for === null ? say(of.state_name) : text[`waiting_${of.waiting_for}`];
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Title order={3} mb={4}>
        {title}
      </Title>
      {children}
    </section>
  );
}

function Amounts({ of }: { readonly of: CaseDetail }) {
  const text = useWords(CASES);
  const rows = [
    [text.expected, of.expected_minor, false],
    [text.actual, of.actual_minor, false],
    [text.discrepancy, of.discrepancy_minor, true],
  ] as const;
  return (
    <Table withTableBorder withColumnBorders>
      <Table.Thead>
        <Table.Tr>
          {rows.map(([name]) => (
            <Table.Th key={name} ta="end">
              {name}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        <Table.Tr>
          {rows.map(([name, minor, signed]) => (
            <Table.Td key={name} ta="end">
              <MoneyText minor={minor} signed={signed} />
            </Table.Td>
          ))}
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}

function Facts({ of }: { readonly of: CaseDetail }) {
  const text = useWords(CASES);
  const accountText = useAccountText();
  const bookId = useBookId();
  const facts: (readonly [string, ReactNode])[] = [
    [text.shop, of.shop],
    [text.account, of.account_id === null ? null : accountText(of.account_id)],
    [text.happened, of.happened_at === null ? null : momentText(of.happened_at)],
    [text.assignee, of.assignee?.display_name ?? text.nobody],
    [text.due, of.due_on],
    ['', of.carried_to === null ? null : text.carried(of.carried_to)],
  ];
  return (
    <Stack gap={2}>
      {of.order_no !== null && (
        <Anchor
          component={Link}
          href={bookPath(bookId, `orders/${encodeURIComponent(of.order_no)}`)}
          size="sm"
        >
          {text.to_order} {of.order_no}
        </Anchor>
      )}
      {facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <Group key={name} gap="xs" wrap="nowrap">
            <Text size="sm" c="var(--soft)" w={72}>
              {name}
            </Text>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {value}
            </Text>
          </Group>
        ))}
    </Stack>
  );
}
