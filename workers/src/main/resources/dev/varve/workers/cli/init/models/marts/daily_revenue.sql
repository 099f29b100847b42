/* varve
description: Orders and revenue per day
key: [ordered_on]
*/
select ordered_on, count(*) as orders, sum(amount) as revenue
from staging.orders
group by all
