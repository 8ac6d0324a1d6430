"""The same question in datacompy: one row per order on both sides, compared by the order number.

Usage: datacompy_compare.py ORDERS.csv WALLET.csv RESULT.csv
"""
import sys

import datacompy
import pandas as pd

orders_file, wallet_file, result_file = sys.argv[1:]
orders = pd.read_csv(orders_file, encoding="gb18030", dtype=str, keep_default_na=False)
wallet = pd.read_csv(wallet_file, encoding="gb18030", dtype=str, keep_default_na=False, skiprows=4)
wallet = wallet[~wallet["账务流水号"].str.startswith("#")]
left = pd.DataFrame({
    "key": orders["订单编号"],
    "amount": pd.to_numeric(orders["打款商家金额"].str.replace("元", ""), errors="coerce").fillna(0),
})
right = pd.DataFrame({
    "key": wallet["业务基础订单号"].str.strip(),
    "amount": pd.to_numeric(wallet["收入金额（+元）"], errors="coerce").fillna(0),
}).groupby("key").sum().reset_index()
compare = datacompy.Compare(left, right, join_columns="key", abs_tol=0.005)
compare.intersect_rows.to_csv(result_file, index=False)
print(getattr(datacompy, "__version__", ""))
