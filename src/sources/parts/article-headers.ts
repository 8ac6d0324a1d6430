/** Names of the column with the number of an article, in ERPs and accounting systems, the finer ones first. */
export const SKU_HEADERS = [
  '商品编码',
  '商家编码',
  '规格编码',
  'SKU编码',
  'sku编码',
  'SKU',
  'sku',
  '存货编码',
  '物料编码',
  '物料代码',
  '货品编号',
  '货品编码',
  '商品编号',
  '商品代码',
  '产品编码',
  '产品代码',
  '货号',
];

/** Names of the column that says what an article is called. */
export const TITLE_HEADERS = ['商品名称', '商品名', '货品名称', '存货名称', '物料名称', '产品名称', '名称'];

/** Names of the column with the stock or warehouse. */
export const WAREHOUSE_HEADERS = ['仓库', '仓库名称', '所属仓库', '收发仓库', '仓库编码'];

/** Names of the column that says which order of a shop is meant. */
export const SHOP_ORDER_HEADERS = [
  '网店订单号',
  '平台订单号',
  '电商订单号',
  '网上订单号',
  '线上订单号',
  '原始单号',
  '关联订单号',
];

/** Names of the columns with what came into a stock, what went out of it, and what was counted in it. */
export const INBOUND_HEADERS = ['入库数量', '收入数量', '进仓数量', '入库量'];
export const OUTBOUND_HEADERS = ['出库数量', '发出数量', '出仓数量', '出库量'];
export const COUNTED_HEADERS = [
  '实盘数量',
  '盘点数量',
  '实存数量',
  '实盘数',
  '盘点数',
  '实盘',
  '盘点后数量',
  '盘点后库存',
];
