import { Button, Stack, Table, TextInput } from '@mantine/core';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { rateText } from '../../parts/rate-text.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { countText } from '../../words/format.ts';
import { RULES } from '../../words/rules.ts';
import type { Desk, RulesReply } from './desk.ts';
import { PERCENT, repeated, typedPercent } from './draft.ts';
import { EVERY } from './fee-rule.ts';
import { AddButton, Choice, RemoveButton, ShopChoice } from './fields.tsx';
import { useNames } from './names.ts';
import classes from './rules.module.css';

type Rate = Desk['rules']['fee_rates'][number];
type Found = RulesReply['found_rates'][number];

/** Components whose rate is audited order by order. */
const AUDITED = ['commission', 'platform_service_fee', 'points', 'processing_fee'] as const;

/** Rates that the seller agreed on, and those that the run found. */
export function Rates({ desk }: { readonly desk: Desk }) {
  const text = useWords(RULES);
  const { rules, isFixed } = desk;
  const taken = repeated(rules.fee_rates, ({ shop, component }) => [shop, component]);
  const put = (fee_rates: readonly Rate[]): void => desk.change({ fee_rates: [...fee_rates] });
  return (
    <Stack gap="sm">
      <Sheet title={text.fee_rates} note={[rules.fee_rates.length === 0 && text.rates_none, text.rates_note]}>
        {rules.fee_rates.length > 0 && (
          <Table className={classes.fields}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{text.shop}</Table.Th>
                <Table.Th>{text.component}</Table.Th>
                <Table.Th ta="end">{text.percent}</Table.Th>
                <Table.Th ta="end">{text.found}</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rules.fee_rates.map((rate, at) => (
                <RateRow
                  key={rowKey(at)}
                  desk={desk}
                  rate={rate}
                  isRepeated={taken.has(at)}
                  onChange={(next) => put(rules.fee_rates.with(at, next))}
                  onRemove={() => put(rules.fee_rates.toSpliced(at, 1))}
                />
              ))}
            </Table.Tbody>
          </Table>
        )}
        {!isFixed && (
          <AddButton
            onAdd={() => put([...rules.fee_rates, { shop: EVERY, component: AUDITED[0], percent: '' }])}
          />
        )}
      </Sheet>
      <FoundRates desk={desk} />
    </Stack>
  );
}

function rowKey(at: number): string {
  return `row ${at}`;
}

interface RateRowProps {
  readonly desk: Desk;
  readonly rate: Rate;
  readonly isRepeated: boolean;
  readonly onChange: (rate: Rate) => void;
  readonly onRemove: () => void;
}

function RateRow({ desk, rate, isRepeated, onChange, onRemove }: RateRowProps) {
  const text = useWords(RULES);
  const names = useNames(desk.reply.components);
  const { isFixed } = desk;
  return (
    <Table.Tr>
      <Table.Td>
        <ShopChoice
          shop={rate.shop}
          shops={desk.reply.shops}
          isFixed={isFixed}
          error={isRepeated ? text.repeated : undefined}
          onChange={(shop) => onChange({ ...rate, shop })}
        />
      </Table.Td>
      <Table.Td>
        <Choice
          label={text.component}
          value={rate.component}
          names={AUDITED.map((code) => ({ value: code, label: names.of(code) }))}
          isFixed={isFixed}
          onChange={(component) => onChange({ ...rate, component })}
        />
      </Table.Td>
      <Table.Td align="right">
        <TextInput
          aria-label={text.percent}
          inputMode="decimal"
          w={130}
          rightSection="%"
          styles={{ input: { textAlign: 'end' } }}
          value={rate.percent}
          readOnly={isFixed}
          error={PERCENT.test(rate.percent) ? undefined : text.percent_wrong}
          onChange={({ currentTarget }) => onChange({ ...rate, percent: typedPercent(currentTarget.value) })}
        />
      </Table.Td>
      <Table.Td ta="end">
        <FoundBeside found={desk.reply.found_rates} rate={rate} />
      </Table.Td>
      <Table.Td ta="end">
        {!isFixed && <RemoveButton name={names.of(rate.component)} onRemove={onRemove} />}
      </Table.Td>
    </Table.Tr>
  );
}

function FoundBeside({ found, rate }: { readonly found: readonly Found[]; readonly rate: Rate }) {
  const text = useWords(RULES);
  const { language } = useLanguage();
  const same = found.filter(
    ({ shop, component }) => component === rate.component && (rate.shop === EVERY || rate.shop === shop),
  );
  if (same.length === 0) return <span className={classes.soft}>–</span>;
  const rates = [...new Set(same.map(({ basis_points }) => rateText(basis_points)))].join(' / ');
  const differing = same.reduce((sum, { orders_differing }) => sum + orders_differing, 0);
  return (
    <>
      {rates}
      <div className={classes.soft}>
        {differing === 0 ? text.no_difference : text.differing(countText(differing, language))}
      </div>
    </>
  );
}

function FoundRates({ desk }: { readonly desk: Desk }) {
  const text = useWords(RULES);
  const { rules, reply } = desk;
  const isTaken = ({ shop, component }: Found): boolean =>
    rules.fee_rates.some(
      (rate) => rate.component === component && (rate.shop === EVERY || rate.shop === shop),
    );
  const free = reply.found_rates.filter((found) => !found.given && !isTaken(found));
  if (free.length === 0) return null;
  return (
    <Sheet title={text.found_rates}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.shop}</Table.Th>
            <Table.Th>{text.component}</Table.Th>
            <Table.Th ta="end">{text.percent}</Table.Th>
            <Table.Th ta="end">{text.differ}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {free.map((found) => (
            <FoundRow key={`${found.shop} ${found.component}`} desk={desk} found={found} />
          ))}
        </Table.Tbody>
      </Table>
    </Sheet>
  );
}

function FoundRow({ desk, found }: { readonly desk: Desk; readonly found: Found }) {
  const text = useWords(RULES);
  const say = useSay();
  const { language } = useLanguage();
  const named = desk.reply.components[found.component];
  const name = named === undefined ? found.component : say(named);
  const shop = found.shop ?? EVERY;
  const rate = rateText(found.basis_points);
  const adopt = (): void =>
    desk.change({
      fee_rates: [...desk.rules.fee_rates, { shop, component: found.component, percent: typedPercent(rate) }],
    });
  return (
    <Table.Tr>
      <Table.Td>{found.shop ?? text.every_shop}</Table.Td>
      <Table.Td>{name}</Table.Td>
      <Table.Td ta="end">{rate}</Table.Td>
      <Table.Td ta="end">
        {found.orders_differing === 0 ? text.no_difference : countText(found.orders_differing, language)}
      </Table.Td>
      <Table.Td ta="end">
        {!desk.isFixed && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={text.adopt_label(name, rate)}
            onClick={adopt}
          >
            {text.adopt}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
