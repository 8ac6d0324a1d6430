"""The same question in polars: decode, read both files, sum the wallet per order, full join, write a csv.

Usage: polars_join.py ORDERS.csv WALLET.csv RESULT.csv
"""
import io
import sys

import polars as pl


def read(path, skip):
    with open(path, encoding="gb18030", newline="") as file:
        content = io.BytesIO(file.read().encode())
    return pl.read_csv(content, infer_schema=False, skip_rows=skip, truncate_ragged_lines=True)


orders_file, wallet_file, result_file = sys.argv[1:]
money = pl.Decimal(18, 2)
orders = read(orders_file, 0).select(
    pl.col("订单编号").str.strip_chars('="').alias("key"),
    pl.col("订单状态"),
    pl.col("打款商家金额").str.replace("元", "").cast(money, strict=False).fill_null(0).alias("payout"),
)
named = pl.col("业务基础订单号").str.strip_chars()
wallet = read(wallet_file, 4).filter(~pl.col("账务流水号").str.starts_with("#"))
sums = (
    wallet.select(
        pl.when(named != "").then(named)
        .otherwise(pl.col("商户订单号").str.strip_chars().str.replace("T200P", ""))
        .alias("key"),
        pl.col("收入金额（+元）").cast(money, strict=False).fill_null(0).alias("inflow"),
        pl.col("支出金额（-元）").cast(money, strict=False).fill_null(0).alias("outflow"),
    )
    .group_by("key")
    .agg(pl.col("inflow").sum(), pl.col("outflow").sum())
)
joined = orders.join(sums, on="key", how="full", coalesce=True).with_columns(
    pl.when(pl.col("payout").is_null()).then(pl.lit("no order"))
    .when(pl.col("inflow").is_null()).then(pl.lit("no money"))
    .when(pl.col("payout") == pl.col("inflow")).then(pl.lit("equal"))
    .otherwise(pl.lit("different"))
    .alias("class")
)
joined.write_csv(result_file)
print(pl.__version__)
