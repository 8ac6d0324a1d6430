import { Badge } from '@mantine/core';
import {
  type Icon,
  IconAlertCircle,
  IconArchive,
  IconCheck,
  IconCircleDashed,
  IconClock,
  IconEye,
  IconPlayerPlay,
  IconSearch,
  IconTruck,
  IconX,
} from '@tabler/icons-react';
import { capitalText } from '../words/format.ts';

interface Look {
  readonly color: string;
  readonly icon: Icon;
}

const PLAIN: Look = { color: 'gray', icon: IconCircleDashed };
const LOOKS: Readonly<Record<string, Look>> = {
  open: { color: 'red', icon: IconAlertCircle },
  investigating: { color: 'ink', icon: IconSearch },
  waiting: { color: 'yellow', icon: IconClock },
  in_review: { color: 'grape', icon: IconEye },
  resolved: { color: 'green', icon: IconCheck },
  written_off: { color: 'gray', icon: IconArchive },
  matched: { color: 'green', icon: IconCheck },
  in_transit: { color: 'ink', icon: IconTruck },
  exception: { color: 'red', icon: IconAlertCircle },
  ambiguous: { color: 'yellow', icon: IconAlertCircle },
  queued: { color: 'gray', icon: IconClock },
  running: { color: 'ink', icon: IconPlayerPlay },
  done: { color: 'green', icon: IconCheck },
  failed: { color: 'red', icon: IconX },
  cancelled: { color: 'gray', icon: IconX },
};

interface Props {
  /** Code of the state: it chooses colour and sign. */
  readonly state: string;
  /** Its name in the language of the page. */
  readonly name: string;
}

/** A state, told by a word, a sign and a colour. */
export function StateBadge({ state, name }: Props) {
  const { color, icon: Sign } = LOOKS[state] ?? PLAIN;
  return (
    <Badge
      variant="light"
      color={color}
      size="md"
      radius="sm"
      tt="none"
      fw={500}
      fz={12}
      miw="max-content"
      leftSection={<Sign size={13} aria-hidden />}
    >
      {capitalText(name)}
    </Badge>
  );
}
