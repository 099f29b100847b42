/* varve
description: Lines of orders, without the comment, which no query reads
key: [l_orderkey, l_linenumber]
columns:
  l_orderkey: { type: BIGINT, not_null: true }
  l_extendedprice: { type: "DECIMAL(15,2)", not_null: true }
*/
select
  l_orderkey,
  l_partkey,
  l_suppkey,
  l_linenumber,
  l_quantity,
  l_extendedprice,
  l_discount,
  l_tax,
  l_returnflag,
  l_linestatus,
  l_shipdate,
  l_commitdate,
  l_receiptdate,
  trim(l_shipinstruct) as l_shipinstruct,
  trim(l_shipmode) as l_shipmode
from raw.lineitem
