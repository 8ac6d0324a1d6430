import type { Random } from './random.ts';

/** Invented goods. The last few hold what breaks naive readers: commas, quotes, `&`, a leading `=`. */
const PLAIN_TITLES = [
  '纯棉短袖T恤',
  '碎花连衣裙',
  '加厚法兰绒毛毯',
  '不锈钢保温杯500ml',
  '儿童积木桌',
  '无线鼠标静音版',
  '桂花乌龙茶礼盒',
  '护眼台灯',
  '折叠收纳箱',
  '竹纤维毛巾三条装',
  '陶瓷马克杯',
  '遮光窗帘成品',
  '登山徒步鞋',
  '宠物自动喂食器',
  '厨房电子秤',
  '便携充电宝10000mAh',
  '羊毛围巾',
  '洗衣凝珠60颗',
  '笔记本支架铝合金',
  '亚麻抱枕套',
];
const HARD_TITLES = [
  '洗发水,控油型 400ml',
  '"限量"联名款帆布包',
  'A&B组合装 <大号>',
  '=特价=袜子 5双',
  '零食大礼包 50g×10 ①',
];

/** Titles of a shop, the same for orders and order lines. */
export function titlesOf(hard: boolean): readonly string[] {
  return hard ? [...PLAIN_TITLES, ...HARD_TITLES] : PLAIN_TITLES;
}

/** A title as it may stand in a statement, which quotes nothing. */
export function statementTitle(title: string): string {
  return title.replaceAll(',', '，').replaceAll('"', '');
}

const FAVOURITES = [9_900, 5_990, 3_990, 12_900, 1_990, 19_900, 8_800, 6_900, 29_900, 990];
const PRICE_POINTS = 300;

/**
 * Some three hundred price points of very unequal weight: about one order in six costs 99.00. Thus equal amounts
 * are no evidence, as in real shops.
 */
export function priceTable(random: Random): Uint32Array {
  const points = [...FAVOURITES];
  while (points.length < PRICE_POINTS) {
    const yuan = random.between(8, 480);
    points.push(yuan * 100 + random.pick([0, 0, 90, 80, 50, 99]));
  }
  const table = new Uint32Array(4_096);
  let at = 0;
  points.forEach((point, rank) => {
    const weight = rank === points.length - 1 ? table.length - at : Math.ceil(660 / (rank + 1) ** 0.98);
    for (let n = 0; n < weight && at < table.length; n += 1) table[at++] = point;
  });
  return table;
}
