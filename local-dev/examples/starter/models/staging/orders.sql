/* varve
description: Orders since the day given as a parameter, without the cancelled ones
key: [order_id]
columns:
  order_id: { type: BIGINT, not_null: true }
  ordered_on: { type: DATE }
*/
select
  order_id,
  cast(ordered_at as date) as ordered_on,
  customer_id,
  product_id,
  quantity,
  status = 'returned' as returned
from raw.orders
where status <> 'cancelled'
  and ordered_at >= $since
