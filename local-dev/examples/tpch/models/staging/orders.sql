/* varve
description: Orders, without the clerk
key: [o_orderkey]
columns:
  o_orderkey: { type: BIGINT, not_null: true }
  o_orderdate: { type: DATE, not_null: true }
*/
select
  o_orderkey,
  o_custkey,
  o_orderstatus,
  o_totalprice,
  o_orderdate,
  trim(o_orderpriority) as o_orderpriority,
  o_shippriority,
  o_comment
from raw.orders
