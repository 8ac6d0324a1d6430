import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Component } from '../../model/component.ts';
import { BUILT_IN_FEE_RULES } from './built-in-fee-rules.ts';
import { classifySubject, type FeeRule } from './fee-rules.ts';
import { maskDigits } from './mask.ts';

/** One line per rule: the rule that must speak first, its component, and the words it speaks on. */
const SPOKEN = `
deposit-compensation     | compensation              |          | 008000200001|保证金-天猫-缴存 | 天猫保证金-充值（代扣）-延迟发货
code-0030038-huabei      | instalment_fee            | 收费     | 0030038|软件服务费-支付宝服务费 | 花呗支付服务费[T200P2618000000000000042]
code-0030038-card        | card_fee                  | 收费     | 0030038|软件服务费-支付宝服务费 | 信用卡支付服务费[T200P2618000000000000042]
code-0010001             | sale                      | 交易付款 | 0010001|交易收款-交易收款 |
code-0010003             | sale                      |          | 0010003|交易收款-店铺主体变更 |
code-0010027T            | subsidy                   | 交易收款 | 0010027T|交易收款-邮费补贴 |
code-0020001             | refund                    | 交易退款 | 0020001|交易退款-余额退款 | 售后退款-…-T200P2618000000000000042
code-0020002             | refund                    |          | 0020002|交易退款-保证金退款 | 保证金退款-…-T200P2618000000000000042
code-0020011             | refund                    |          | 0020011|交易退款-交易退款 |
code-0030001             | points                    | 其它     | 0030001|软件服务费-天猫返点积分 | 代扣返点积分2618000000000000042
code-0030003             | commission                | 其它     | 0030003|软件服务费-类目软件服务费（原天猫佣金） | 天猫佣金（类目）{2618000000000000042}扣款
code-0030007             | programme_fee             |          | 0030007|软件服务费-聚划算 |
code-0030018             | points                    |          | 0030018|软件服务费-天猫返点积分（退款） | 代扣交易退回积分2618000000000000042
code-003003800001        | instalment_fee            |          | 003003800001|软件服务费-支付宝服务费-花呗分期 |
code-0030038             | processing_fee            | 收费     | 0030038|软件服务费-支付宝服务费 |
code-0030088             | marketing_fee             |          | 0030088|软件服务费-百亿补贴软件服务费（渠道） |
code-0030130             | platform_service_fee      |          | 0030130|软件服务费-基础软件服务费 | 基础软件服务费(2618000000000000042)扣款
code-0030153T            | programme_fee             |          | 0030153T|软件服务费-淘宝营销活动软件服务费 |
code-0030162T            | programme_fee             |          | 0030162T|软件服务费-淘金币软件服务费 |
code-0050002             | return_shipping_insurance |          | 0050002|保险支出-1688卖家版运费险 |
code-0050005             | return_shipping_insurance |          | 0050005|保险支出-卖家版运费险 |
code-0060011             | affiliate_commission      | 其它     | 0060011|营销支出-淘宝客佣金 | 淘宝客佣金退款[2618000000000000042]
code-0060092T            | coupon                    |          | 0060092T|营销支出-消费券代付资金扣回 | 消费券代付资金扣回(2618000000000000042)扣款
code-0070002             | compensation              |          | 0070002|其他支出-交易赔付（保证金扣款） |
code-0070023             | marketing_fee             |          | 0070023|其他支出-百亿补贴预收 |
code-0080002             | security_deposit          |          | 008000200002|保证金-天猫-解冻 | 天猫保证金-解冻-null
code-0080028             | security_deposit          |          | 008002800021 保证金-淘宝-解冻（交易赔付锁定） |
code-0110001             | donation                  |          | 0110001|公益性捐赠支出-公益宝贝 | 公益宝贝捐赠=PROJECT=STORE
code-0160001             | purchase                  |          | 0160001|交易付款-消费付款 |
code-0170064T            | compensation              |          | 0170064T00001T|服务费-物流赔付 |
code-0170120T            | marketing_fee             |          | 0170120T|服务费-淘宝大促软件技术服务费 |
code-0170122T            | cross_border_fee          |          | 0170122T|服务费-大服饰全球包邮跨境服务基础费_信息技术服务 |
code-0170125T            | programme_fee             |          | 0170125T|服务费-消费者体验提升计划服务费 |
code-0170142T            | logistics_fee             |          | 0170142T|服务费-自选转寄快递服务费 |
code-0240004T            | marketing_fee             |          | 0240004T|其他收入-百亿补贴激励前返 |
code-0530282T            | programme_fee             |          | 0530282T|技术&服务费-88VIP淘宝消费券技术服务费 |
code-0530288T            | cross_border_fee          |          | 0530288T|技术&服务费-大服饰跨境服务增值费 |
code-0530294T            | marketing_fee             |          | 0530294T|技术&服务费-限时红包代商家垫付扣回 |
postage-subsidy          | subsidy                   | 交易收款 | 邮费补贴 |
type-trade-payment       | sale                      | 交易付款 |          | 花呗付的
type-online-payment      | sale                      | 在线支付 |          |
type-trade-receipt       | sale                      | 交易收款 |          |
type-trade-refund        | refund                    | 交易退款(售后) | |
type-refund              | refund                    | 退款（交易退款） | |
type-withdrawal          | withdrawal                | 提现     |          | 转出到网商银行
type-top-up              | top_up                    | 充值     |          |
yulibao                  | own_transfer              | 转账     |          | 余利宝-基金赎回
mybank                   | own_transfer              | 转账     |          | 转出到网商银行
transfer-in              | own_transfer              | 转账     |          | 支付宝转入
mybank-loan              | loan                      | 其它     |          | 网商贷-放款
wanxiangtai              | advertising_top_up        | 其它     |          | 万相台无界版自动充值
withdrawal-memo          | withdrawal                | 转账     |          | 提现到银行卡
other-in-out             | withdrawal                |          | 其他支出\\收入 |
deposit-warranty-claim   | compensation              |          |          | 天猫保证金履约险追偿
deposit-refilled         | compensation              | 其它     |          | 天猫保证金-充值（代扣）-退货邮费
deposit-refund           | refund                    | 其它     |          | 保证金退款-…-T200P2618000000000000042
deposit                  | security_deposit          | 其它     |          | 天猫保证金-充值（代扣）
category-commission      | commission                | 其它     |          | 天猫佣金（类目系统）{2618000000000000042}扣款
category-fee             | commission                |          | 类目软件服务费 |
base-fee                 | platform_service_fee      | 扣款     |          | 基础软件服务费(2618000000000000042)扣款
juhuasuan                | programme_fee             |          | 聚划算佣金 |
points                   | points                    | 其它     |          | 代扣返点积分2618000000000000042
points-returned          | points                    | 其它     |          | 代扣交易退回积分2618000000000000042
affiliate                | affiliate_commission      | 其它     |          | 淘宝客佣金代扣款[2618000000000000042]
alliance                 | affiliate_commission      |          |          | 淘宝联盟推广佣金返还 memberid12
huabei                   | instalment_fee            | 收费     |          | 技术服务费(花呗分期免息营销)[T200P2618000000000000042]
card                     | card_fee                  | 收费     |          | 信用卡支付服务费[T200P2618000000000000042]
pay-later                | programme_fee             |          |          | 先用后付技术服务费
freight-insurance        | return_shipping_insurance |          |          | 卖家版运费险保费收取
experience-plan          | programme_fee             | 其它     |          | 消费者体验提升计划服财务费_订单号2618000000000000042
coupon-clawback          | coupon                    |          |          | 消费券代付资金扣回(2618000000000000042)扣款
coupon-reclaimed         | coupon                    |          |          | 售后退款追缴消费券返还金额
coupon-over-cap          | coupon                    |          | 超过消费券封顶金额的平台出资合作费用 |
coupon-service           | programme_fee             |          |          | 88VIP淘宝消费券技术服务费返佣
taojinbi                 | programme_fee             |          | 淘金币软件服务费 |
maomaobi                 | programme_fee             |          | 猫猫币抵扣项目推广服务费 |
taote                    | programme_fee             |          | 淘特营销推广服务费 |
campaign                 | programme_fee             |          | 淘宝营销活动软件服务费 |
pinpai-xinxiang          | marketing_fee             |          |          | 品牌新享-首单拉新计划(KY_ITEM)(2618000000000000042)扣款
hosted-marketing         | marketing_fee             |          | 营销托管软件服务费 |
app-discount             | marketing_fee             |          | 天猫APP专享折扣服务费 |
big-sale                 | marketing_fee             |          | 淘宝大促软件技术服务费 |
gift                     | marketing_fee             |          | 淘宝新客礼金技术服务费 |
ten-billion              | marketing_fee             |          | 百亿补贴软件服务费（渠道） |
flash-coupon             | marketing_fee             |          | 限时红包代商家垫付扣回 |
donation                 | donation                  |          |          | 公益宝贝捐赠=PROJECT=STORE
goods-lost               | compensation              |          |          | 代扣款（扣款用途：商家集运物流责任货值赔付，赔付单号：CH2024）
consolidation            | logistics_fee             |          |          | 代扣款（扣款用途：商家集运物流服务费，运单号：773300112233445，交易单号：2618000000000000042）
redirect-courier         | logistics_fee             |          | 自选转寄快递服务费 |
cross-border             | cross_border_fee          |          | 淘宝天猫跨境服务增值费 |
logistics-claim          | compensation              |          | 服务费-物流赔付 |
after-sale-payment       | compensation              |          |          | 售后支付-…-T200P2618000000000000042
small-payment            | compensation              | 转账     |          | 支付宝转账小额打款-关联订单号：2618000000000000042
insurance-claim          | compensation              |          |          | 保险理赔-海外本地退
local-return-claim       | compensation              |          |          | 太保产险苏州本地退赔款
late-shipping            | compensation              |          | 卖家延迟发货赔付红包 |
seller-red-packet        | compensation              |          | 商家权益红包 |
fund-payout              | compensation              |          |          | 基金代发任务
ledger-transfer          | compensation              |          | 记账本转账 |
trade-compensation       | compensation              |          | 交易赔付 |
other-cost               | compensation              |          | 其他费用 |
split                    | split                     | 交易分账 |          |
after-sale-refund        | refund                    | 其它     |          | 售后退款-…-T200P2618000000000000042
order-payout             | sale                      |          |          | 订单{2618000000000000042}打款
order-refund             | refund                    |          |          | 订单{2618000000000000042}退款
cashback-words           | compensation              | 转账     |          | 好评返现
refund-words             | refund                    | 转账     |          | 退差价
type-charge              | processing_fee            | 收费     |          |
type-charge-returned     | processing_fee            | 退费     |          |
type-service-fee         | platform_service_fee      | 服务费   |          |
type-deposit             | security_deposit          | 保证金扣款 |        |
type-deduction           | marketing_fee             | 扣款     |          |
type-deduction-returned  | marketing_fee             | 扣款退回 |          |
wechat-success           | sale                      | SUCCESS  |          |
wechat-refund            | refund                    | REFUND   |          |
wechat-revoked           | refund                    | REVOKED  |          |
wechat-fund-trade        | sale                      | 交易     |          |
wechat-fund-refund       | refund                    | 退款     |          |
wechat-fund-fee          | processing_fee            | 扣除交易手续费 |    |
wechat-withdrawal        | withdrawal                | 提现     |          |
wechat-top-up            | top_up                    | 充值     |          |
douyin-settled-base-fee  | sale                      | 货款结算入账 | 平台服务费 | 订单结算
douyin-settled-promoters | sale                      | 货款结算入账 | 平台服务费+佣金 | 订单结算
douyin-settled-fees      | sale                      | 货款结算入账 | 平台服务费+招商服务费 | 订单结算
douyin-subsidy-base-fee  | subsidy                   | 退款-订单退款触发-退补贴 | 平台服务费 |
douyin-subsidy-promoters | subsidy                   | 退款-订单退款触发-退补贴 | 平台服务费+佣金 |
douyin-subsidy-fees      | subsidy                   | 退款-订单退款触发-退补贴 | 其他分成 |
douyin-refund-base-fee   | refund                    | 退款-结算后退款-退用户 | 平台服务费 |
douyin-refund-promoters  | refund                    | 退款-结算后退款-退用户 | 平台服务费+佣金 |
douyin-refund-fees       | refund                    | 退款-结算后退款-退用户 | 其他分成 |
douyin-settlement        | sale                      | 货款结算入账 |      | 订单结算
douyin-subsidy-returned  | subsidy                   | 退款-订单退款触发-退补贴 | |
douyin-split             | split                     | 退款-订单退款触发-退分账 | |
douyin-refund            | refund                    | 退款-结算后退款-退用户 | |
douyin-withdrawal        | withdrawal                | 提现     |          |
douyin-review-gift       | marketing_fee             | 评价有礼保证金扣款 | |
douyin-deposit           | security_deposit          | 货款充值保证金 |    |
douyin-qianchuan         | advertising_top_up        | 货款直投千川 |      |
douyin-wanxiangtai       | advertising_top_up        | 万相台   |          |
douyin-pick-up           | logistics_fee             | 上门取件运费 |      |
douyin-remote-area       | logistics_fee             | 偏远地区物流服务 |  |
douyin-intercepted       | logistics_fee             | 拦截费   |          |
douyin-insurance         | return_shipping_insurance | 权益保险 |          |
douyin-no-invoice        | compensation              | 欠票扣款-商家开票 | |
douyin-compensation      | compensation              | 消费者赔付 |        |
douyin-other             | compensation              | 其他费用 |          |
douyin-settled           | sale                      | 订单结算 |          |
qianchuan-spent          | advertising_fee           | 随心推   | 现金 |   |
weixin-store-withdrawal  | withdrawal                | 提现     |          |
weixin-store-top-up      | top_up                    | 充值     |          |
weixin-store-deposit     | security_deposit          | 缴纳保证金 |        |
weixin-store-affiliate   | affiliate_commission      | 达人佣金 |          |
weixin-store-split       | split                     | 分账     |          |
weixin-store-insurance   | return_shipping_insurance | 运费险扣费 |        |
weixin-store-service-fee | platform_service_fee      | 技术服务费 |        |
weixin-store-processing-fee | processing_fee         | 订单手续费 |        |
weixin-store-compensation | compensation             | 消费者赔付 |        |
weixin-store-subsidy     | subsidy                   | 平台补贴 |          |
weixin-store-refund      | refund                    | 订单退款 |          |
weixin-store-sale        | sale                      | 订单支付 |          |
youzan-withdrawal        | withdrawal                | 提现     |          |
youzan-top-up            | top_up                    | 充值     |          |
youzan-deposit           | security_deposit          | 其他支出 | 店铺保证金 |
youzan-advertising       | advertising_fee           | 服务订购 | 广告投放 |
youzan-affiliate         | affiliate_commission      | 订单出账 | 分销员佣金 |
youzan-split             | split                     | 订单出账 | 分账   |
youzan-insurance         | return_shipping_insurance | 订单出账 | 运费险 |
youzan-processing-fee    | processing_fee            | 订单出账 | 交易手续费 |
youzan-service-fee       | platform_service_fee      | 服务订购 | 技术服务费 |
youzan-compensation      | compensation              | 订单出账 | 消费者赔付 |
youzan-refund            | refund                    | 订单退款 | 示例商品 |
youzan-sale              | sale                      | 订单入账 | 示例商品 |
alibaba-credit-refund    | refund                    | 其它     | 1688增值服务-诚e赊售后退款 |
alibaba-credit-claim     | compensation              | 其它     | 1688增值服务-诚e赊保险理赔 |
alibaba-credit-fee       | platform_service_fee      | 其它     | 1688增值服务-诚e赊服务费 |
alibaba-credit-sale      | sale                      | 其它     | 1688增值服务-诚e赊买家还款 |
alibaba-credit-red-packet | subsidy                  | 其它     |  | 诚e赊订单红包
alibaba-refund-9490      | refund                    | 其它     |  | 9490退款
alibaba-deposit-compensation | compensation          | 其它     | 1688保证金-支付-产生交易理赔 |
alibaba-deposit-penalty  | compensation              | 其它     | 1688保证金-支付-违规罚金 |
alibaba-buyer-experience | compensation              | 其它     | 1688买家体验赔付 |
alibaba-retention-fund   | compensation              | 其它     | 1688客户挽留基金赔付 |
alibaba-refund-subsidy   | compensation              | 其它     | 仅退款补贴 |
alibaba-buyer-protection | programme_fee             | 其它     | 1688买家保障 |
alibaba-supply-chain     | cross_border_fee          | 其它     | 1688供应链服务-跨境渠道 |
alibaba-distribution     | commission                | 其它     | 1688大分销业务平台抽佣 |
alibaba-mini-program     | platform_service_fee      | 其它     | 1688微信小程序 |
alibaba-selected         | platform_service_fee      | 其它     | 严选软件服务费及代运营服务费 |
alibaba-technical-fee    | platform_service_fee      | 其它     | 技术服务费缴纳 |
alibaba-drop-shipping    | purchase                  | 其它     | 代购代发 |
alibaba-ads-top-up       | advertising_top_up        | 账户充值 |          |
alibaba-ads-spent        | advertising_fee           | 网销宝扣款 |        |
taobao-ads-top-up        | advertising_top_up        | 现金充值 |          |
taobao-ads-transfer      | advertising_top_up        | 资金转出 |          |
taobao-ads-spent         | advertising_fee           | 下单金额被预支付扣款 | |
taobao-deposit-line      | security_deposit          | 扣除     | 延迟发货 |
jd-ads-top-up            | advertising_top_up        | 充值     |          |
jd-ads-transfer          | advertising_top_up        | 转出     |          |
jd-ads-spent             | advertising_fee           | 推广费   |          |
jd-goods-out             | refund                    | 支出       | 货款 |
jd-goods                 | sale                      | 收入       | 货款 |
jd-trade-service         | platform_service_fee      | 收入       | 交易服务费 |
jd-price-protection-commission | commission                | 收入       | 平台券价保补贴佣金 |
jd-price-protection-subsidy | compensation              | 收入       | 平台券价保补贴 |
jd-price-protection-returned | commission                | 收入       | 价保返佣 |
jd-price-protection      | compensation              | 收入       | 价保扣款 |
jd-campaign-commission   | commission                | 收入       | 广告联合活动降扣佣金 |
jd-commission            | commission                | 收入       | 佣金 |
jd-freight-insurance     | return_shipping_insurance | 收入       | 运费保险服务费 |
jd-goods-insurance       | programme_fee             | 收入       | 商品保险服务费 |
jd-beans                 | points                    | 收入       | 随单送的京豆 |
jd-rebate                | marketing_fee             | 收入       | 返利框架费 |
jd-penalty               | compensation              | 收入       | 综合违约金 |
jd-after-sale-compensation | compensation              | 收入       | 售后卖家赔付费 |
jd-delivery              | logistics_fee             | 收入       | 代收配送费 |
jd-text-messages         | platform_service_fee      | 收入       | 短信服务费 |
jd-other                 | platform_service_fee      | 收入       | 其他费用 |
jd-wallet-withdrawal     | withdrawal                | 支出       |  | 提现至银行卡
jd-wallet-deposit        | security_deposit          | 支出       |  | 保证金缴纳
jd-wallet-advertising    | advertising_top_up        | 支出       |  | 京准通充值
jd-wallet-top-up         | top_up                    | 支出       |  | 余额充值
jd-wallet-settled        | own_transfer              | 支出       |  | 2026年06月30日京东支付货款
kuaishou-settled         | sale                      | 聚合账户 | 结算 |
kuaishou-refunded        | refund                    | 聚合账户 | 退款 |
kuaishou-taken           | split                     | 聚合账户 | 扣费 |
xiaohongshu-settled      | sale                      | 结算入账 |  |
xiaohongshu-refunded     | refund                    | 退款     |  |
pdd-code-0010002         | sale                      |          | 0010002|交易收入-订单收入 | -
pdd-code-0010005         | subsidy                   |          | 0010005|交易收入-优惠券结算 | -
pdd-code-0020002         | refund                    |          | 0020002|交易退款-订单退款 | -
pdd-code-0020005         | refund                    |          | 0020005|交易退款-优惠券结算 | -
pdd-code-0030001         | platform_service_fee      |          | 0030001|技术服务费-技术服务费 | -
pdd-code-0030002         | platform_service_fee      |          | 0030002|技术服务费-基础技术服务费 | -
pdd-code-0040001         | compensation              |          | 0040001|售后费用-小额打款 | -
pdd-code-0040002         | compensation              |          | 0040002|售后费用-售后补偿消费者 | -
pdd-code-0040003         | compensation              |          | 0040003|售后费用-运费补偿 | -
pdd-code-0040004         | compensation              |          | 0040004|售后费用-延迟发货 | -
pdd-code-0040005         | compensation              |          | 0040005|售后费用-虚假发货 | -
pdd-code-0040006         | compensation              |          | 0040006|售后费用-缺货 | -
pdd-code-0040007         | compensation              |          | 0040007|售后费用-欺诈发货 | -
pdd-code-0040008         | compensation              |          | 0040008|售后费用-发票服务承诺未兑现 | -
pdd-code-0050002         | programme_fee             |          | 0050002|服务支出-消费者体验提升计划 | -
pdd-code-0060001         | affiliate_commission      |          | 0060001|营销费用-多多进宝 | -
pdd-code-0070001         | security_deposit          |          | 0070001|转账-店铺保证金 | -
pdd-code-0070002         | security_deposit          |          | 0070002|转账-活动保证金 | -
pdd-code-0070004         | advertising_top_up        |          | 0070004|转账-广告账户 | -
pdd-code-0080001         | withdrawal                |          | 0080001|提现-提现申请 | -
pdd-code-0110001         | purchase                  |          | 0110001|交易付款-服务消费 | -
pdd-code-0120001         | purchase                  |          | 0120001|交易退回-服务消费退款 | -
pdd-code-0130002         | split                     |          | 0130002|其他收入-分账收入 | -
pdd-code-0130005         | compensation              |          | 0130005|其他收入-申诉补回 | -
pdd-code-0130010         | compensation              |          | 0130010|其他收入-多单立减 | -
pdd-code-0140002         | split                     |          | 0140002|其他支出-分账支出 | -
pdd-code-0140022         | compensation              |          | 0140022|其他支出-申诉追回 | -
pdd-code-0140028         | compensation              |          | 0140028|其他支出-合作费追回 | -
pdd-affiliate            | affiliate_commission      | 其他       |  | 多多进宝
pdd-experience-plan      | programme_fee             | 其他       |  | 消费者体验提升计划
pdd-freight-insurance    | return_shipping_insurance | 其他       |  | 运费险
pdd-advertising          | advertising_top_up        | 其他       |  | 广告账户
pdd-deposit              | security_deposit          | 其他       |  | 保证金
pdd-small-payment        | compensation              | 其他       |  | 小额打款
pdd-split                | split                     | 其他       |  | 分账
pdd-type-receipt         | sale                      | 交易收入     |  | -
pdd-type-coupon          | subsidy                   | 优惠券结算    |  | -
pdd-type-refund          | refund                    | 交易退款     |  | -
pdd-type-service-fee     | platform_service_fee      | 技术服务费    |  | -
pdd-type-after-sale      | compensation              | 售后费用     |  | -
pdd-type-marketing       | marketing_fee             | 营销费用     |  | -
pdd-type-withdrawal      | withdrawal                | 提现       |  | -
alipay-trade             | sale                      | 交易     |          |
bank-line                | own_money                 | 转账     | 示例快递有限公司 | 运费
personal-line            | own_money                 | 退款     |          | 提现
`;

interface SpokenLine {
  rule_id: string;
  component: string;
  channel: string;
  subject: { entry_type: string; description: string; memo: string };
}

const LINES: readonly SpokenLine[] = SPOKEN.trim()
  .split('\n')
  .map((line) => {
    // A description holds a `|` of its own right after its code.
    const [rule_id = '', component = '', entry_type = '', ...rest] = line
      .split('|')
      .map((cell) => cell.trim());
    const memo = rest.pop() ?? '';
    const channel = BUILT_IN_FEE_RULES.find(({ id }) => id === rule_id)?.channel ?? '';
    return {
      rule_id,
      component,
      channel,
      subject: { entry_type, description: rest.join('|'), memo: maskDigits(memo) },
    };
  });

for (const { rule_id, component, channel, subject } of LINES) {
  test(`${rule_id} says ${component}`, () => {
    const { within: _, ...verdict } = classifySubject(channel, subject);
    assert.deepEqual(verdict, { component, rule_id });
  });
}

test('every built-in rule has a line, so none is shadowed by an earlier one', () => {
  const ids = BUILT_IN_FEE_RULES.map(({ id }) => id);
  assert.deepEqual([...new Set(ids)], ids);
  assert.deepEqual(LINES.map(({ rule_id }) => rule_id).sort(), [...ids].sort());
});

test('what nothing speaks on is unclassified', () => {
  const unknown = { entry_type: '其它', description: '0999999|未知-未知', memo: '' };
  assert.deepEqual(classifySubject('alipay', unknown), { component: 'unclassified', rule_id: 'none' });
  assert.equal(classifySubject('wechat', { ...unknown, entry_type: '交易付款' }).rule_id, 'none');
});

test('a memo test may be written with or without its digits', () => {
  const component: Component = 'marketing_fee';
  for (const value of ['88会员日', '#会员日']) {
    const rule: FeeRule = {
      id: 'u',
      channel: '*',
      test: { field: 'memo', how: 'contains', value },
      component,
    };
    const subject = { entry_type: '', description: '', memo: maskDigits('扣款88会员日') };
    assert.equal(classifySubject('alipay', subject, [rule]).rule_id, 'u');
  }
});

test('a rule may say what the fee taken within a line is for', () => {
  const settled = { entry_type: '货款结算入账', memo: '订单结算' };
  const within = (description: string) => classifySubject('douyin', { ...settled, description }).within;
  assert.deepEqual(['平台服务费', '平台服务费+佣金', '平台服务费+招商服务费', ''].map(within), [
    'platform_service_fee',
    'affiliate_commission',
    'programme_fee',
    undefined,
  ]);
});
