import { Anchor, Badge, SimpleGrid, Table } from '@mantine/core';
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Overview } from '../../../../src/server/contract/lists.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { capitalText, countText } from '../../words/format.ts';
import { OVERVIEW } from '../../words/overview.ts';

type Wallet = Overview['wallets'][number];

const AMOUNTS = [
  ['opening', 'opening_minor'],
  ['inflow', 'inflow_minor'],
  ['outflow', 'outflow_minor'],
  ['closing', 'closing_minor'],
] as const satisfies readonly (readonly [string, keyof Wallet])[];
const USES = [
  ['order_net', 'order_net_minor'],
  ['own_moves', 'own_account_minor'],
  ['other_fees', 'other_fees_minor'],
  ['unidentified', 'unidentified_minor'],
] as const satisfies readonly (readonly [string, keyof Wallet])[];
const COLUMNS = [...AMOUNTS, ...USES];

/** Accounts with the proof of their balances, and lines that no rule knows. */
export function Wallets({ overview }: { readonly overview: Overview }) {
  const text = useWords(OVERVIEW);
  const say = useSay();
  return (
    <SimpleGrid cols={1} spacing="sm">
      <Sheet title={text.wallets}>
        <WideTable label={text.wallets} minWidth={1060}>
          <Table highlightOnHover>
            <Table.Thead style={{ whiteSpace: 'nowrap' }}>
              <Table.Tr>
                <Table.Th>{text.wallet}</Table.Th>
                {AMOUNTS.map(([name]) => (
                  <Table.Th key={name} ta="end">
                    {text[name]}
                  </Table.Th>
                ))}
                <Table.Th>{text.proof}</Table.Th>
                {USES.map(([name]) => (
                  <Table.Th key={name} ta="end">
                    {text[name]}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {overview.wallets.map((wallet) => (
                <Table.Tr key={wallet.account_id}>
                  <Table.Td>
                    {[capitalText(say(wallet.channel)), wallet.account_no].filter(Boolean).join(' ')}
                  </Table.Td>
                  <Amounts wallet={wallet} columns={AMOUNTS} />
                  <Table.Td>
                    <Proof wallet={wallet} />
                  </Table.Td>
                  <Amounts wallet={wallet} columns={USES} />
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      </Sheet>
      <Subjects overview={overview} />
    </SimpleGrid>
  );
}

interface AmountsProps {
  readonly wallet: Wallet;
  readonly columns: readonly (typeof COLUMNS)[number][];
}

function Amounts({ wallet, columns }: AmountsProps) {
  return columns.map(([name, member]) => (
    <Table.Td key={name} ta="end">
      <MoneyText minor={wallet[member]} />
    </Table.Td>
  ));
}

/** Whether opening + inflow − outflow is the closing balance. */
function Proof({ wallet }: { readonly wallet: Wallet }) {
  const text = useWords(OVERVIEW);
  const { opening_minor, closing_minor, inflow_minor, outflow_minor } = wallet;
  if (opening_minor === null || closing_minor === null)
    return <Verdict color="gray" icon={IconMinus} says={text.not_known} />;
  const agrees =
    BigInt(opening_minor) + BigInt(inflow_minor) - BigInt(outflow_minor) === BigInt(closing_minor);
  return agrees ? (
    <Verdict color="green" icon={IconCheck} says={text.proved} />
  ) : (
    <Verdict color="red" icon={IconX} says={text.not_proved} />
  );
}

function Verdict({ color, icon: Sign, says }: { color: string; icon: typeof IconCheck; says: string }) {
  return (
    <Badge
      color={color}
      variant="light"
      tt="none"
      radius="sm"
      miw="max-content"
      leftSection={<Sign size={13} aria-hidden />}
    >
      {says}
    </Badge>
  );
}

function Subjects({ overview: { unknown_subjects } }: { readonly overview: Overview }) {
  const text = useWords(OVERVIEW);
  const { language } = useLanguage();
  const bookId = useBookId();
  if (unknown_subjects.length === 0) return null;
  const toRules = (
    <Anchor component={Link} href={bookPath(bookId, 'rules')} size="sm">
      {text.to_rules}
    </Anchor>
  );
  return (
    <Sheet title={text.subjects} side={toRules}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.subject}</Table.Th>
            <Table.Th ta="end">{text.lines}</Table.Th>
            <Table.Th ta="end">{text.amount}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {unknown_subjects.map(({ subject, lines, minor }) => (
            <Table.Tr key={subject}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{subject}</Table.Td>
              <Table.Td ta="end">{countText(lines, language)}</Table.Td>
              <Table.Td ta="end">
                <MoneyText minor={minor} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Sheet>
  );
}
