/* varve
description: Orders and revenue per day, returned goods left out
tags: [daily]
key: [ordered_on]
columns:
  orders: { type: BIGINT, not_null: true }
  revenue: { type: "DECIMAL(38,2)", not_null: true }
*/
select
  o.ordered_on,
  count(*) as orders,
  sum(o.quantity * p.price) as revenue
from staging.orders o
join staging.products p using (product_id)
where not o.returned
group by all
