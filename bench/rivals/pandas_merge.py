"""The same question in pandas: read both files, sum the wallet per order, outer merge, write a csv.

Amounts are floats here, as in most scripts of this kind. Usage: pandas_merge.py ORDERS.csv WALLET.csv RESULT.csv
"""
import sys

import pandas as pd

orders_file, wallet_file, result_file = sys.argv[1:]
orders = pd.read_csv(orders_file, encoding="gb18030", dtype=str, keep_default_na=False)
wallet = pd.read_csv(wallet_file, encoding="gb18030", dtype=str, keep_default_na=False, skiprows=4)
wallet = wallet[~wallet["账务流水号"].str.startswith("#")]
named = wallet["业务基础订单号"].str.strip()
wallet["key"] = named.where(named != "", wallet["商户订单号"].str.strip().str.replace("T200P", ""))
for column in ("收入金额（+元）", "支出金额（-元）"):
    wallet[column] = pd.to_numeric(wallet[column], errors="coerce").fillna(0)
sums = wallet.groupby("key")[["收入金额（+元）", "支出金额（-元）"]].sum().reset_index()
orders["订单编号"] = orders["订单编号"].str.strip('="')
orders["payout"] = pd.to_numeric(orders["打款商家金额"].str.replace("元", ""), errors="coerce").fillna(0)
merged = orders[["订单编号", "订单状态", "payout"]].merge(
    sums, left_on="订单编号", right_on="key", how="outer", indicator=True
)
equal = (merged["payout"] - merged["收入金额（+元）"]).abs() < 0.005
merged["class"] = merged["_merge"].map({"left_only": "no money", "right_only": "no order"}).astype(object)
merged.loc[merged["_merge"] == "both", "class"] = equal.map({True: "equal", False: "different"})
merged.to_csv(result_file, index=False)
print(pd.__version__)
