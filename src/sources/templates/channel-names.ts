import { CHANNEL_NAMES } from '../../model/account.ts';
import type { Text } from '../../model/language.ts';
import type { TeachableKind } from './fields.ts';

type Names = Readonly<Record<string, Text>>;

const name = (cn: string, tw: string, en: string): Text => ({ 'zh-CN': cn, 'zh-TW': tw, en });

const MONEY: Names = {
  bank: name('银行账户', '銀行帳戶', 'bank account'),
  ...CHANNEL_NAMES,
  wallet: name('其他钱包', '其他錢包', 'another wallet'),
};

const PLATFORMS: Names = {
  taobao: name('淘宝、天猫', '淘寶、天貓', 'Taobao and Tmall'),
  jd: name('京东', '京東', 'JD'),
  pdd: name('拼多多', '拼多多', 'Pinduoduo'),
  douyin: name('抖店', '抖店', 'Douyin'),
  alibaba: name('1688', '1688', '1688'),
};

const GOODS: Names = {
  warehouse: name('仓库', '倉庫', 'warehouse'),
  erp: name('ERP', 'ERP', 'ERP'),
};

const OFFERED: Readonly<Record<TeachableKind, Names>> = {
  statement_lines: MONEY,
  orders: {
    shop: name('其他平台或自建商城', '其他平台或自建商城', 'another platform or shop'),
    ...PLATFORMS,
  },
  charges: { platform: name('其他平台', '其他平台', 'another platform'), ...PLATFORMS },
  carrier_charges: { carrier: name('快递公司', '物流公司', 'carrier') },
  shipments: GOODS,
  returns: GOODS,
  stock_movements: GOODS,
  stock_counts: GOODS,
  sales_records: { erp: name('ERP', 'ERP', 'ERP'), ...PLATFORMS },
  foreign_settlements: { platform: name('其他平台', '其他平台', 'another platform'), ...PLATFORMS },
};

/** The channels that a template of a kind is offered, with what they are called. */
export function channelsOffered(kind: TeachableKind): Names {
  return OFFERED[kind];
}
