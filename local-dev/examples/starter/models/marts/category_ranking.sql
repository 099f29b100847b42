/* varve
description: Categories by revenue, with their share of the whole
tags: [daily]
key: [category]
order_by: [rank]
*/
with sales as (
  select p.category, sum(o.quantity) as units, sum(o.quantity * p.price) as revenue
  from staging.orders o
  join staging.products p using (product_id)
  where not o.returned
  group by all
)
select
  rank() over (order by revenue desc, category) as rank,
  category,
  units,
  revenue,
  round(100 * revenue / sum(revenue) over (), 1) as percent
from sales
