<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AttentionWords</name>
    <message>
        <source>not a number</source>
        <translation>非数值</translation>
    </message>
    <message>
        <source>&lt;1 %</source>
        <translation>&lt;1%</translation>
    </message>
    <message>
        <source>&gt;99 %</source>
        <translation>&gt;99%</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>CLS</source>
        <translation>CLS</translation>
    </message>
    <message>
        <source>patch (%1, %2)</source>
        <translation>图像块 (%1, %2)</translation>
    </message>
    <message>
        <source>Inferno</source>
        <translation>Inferno</translation>
    </message>
    <message>
        <source>Magma</source>
        <translation>Magma</translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>Blue, white, orange</source>
        <translation>蓝、白、橙</translation>
    </message>
    <message>
        <source>Blue, dark, orange</source>
        <translation>蓝、黑、橙</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Resume a run: its folder</source>
        <translation>继续训练：选择其文件夹</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>打开模型</translation>
    </message>
    <message>
        <source>Models (*.safetensors);;All files (*)</source>
        <translation>模型 (*.safetensors);;所有文件 (*)</translation>
    </message>
    <message>
        <source>On the picture</source>
        <translation>在图片上</translation>
    </message>
    <message>
        <source>Shift, held</source>
        <translation>按住 Shift</translation>
    </message>
    <message>
        <source>The picture without the map</source>
        <translation>没有注意力图的图片</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Move the query patch</source>
        <translation>移动查询图像块</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Pin the query patch</source>
        <translation>固定查询图像块</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Release the pinned patch</source>
        <translation>松开已固定的图像块</translation>
    </message>
    <message>
        <source>The methods cannot be scored here.</source>
        <translation>此处无法为各方法评分。</translation>
    </message>
    <message>
        <source>There is no picture or no model yet.</source>
        <translation>还没有图片或模型。</translation>
    </message>
    <message>
        <source>Scoring the methods</source>
        <translation>正在为各方法评分</translation>
    </message>
</context>
<context>
    <name>CloseButtons</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>PresetWords</name>
    <message>
        <source>0.8 million parameters: learns in minutes on a laptop.</source>
        <translation>80 万个参数：在笔记本电脑上几分钟就能学会。</translation>
    </message>
    <message>
        <source>2.7 million parameters: the size that papers on small pictures use.</source>
        <translation>270 万个参数：小图片论文中常用的规模。</translation>
    </message>
    <message>
        <source>The introductory article&apos;s model, made to work: post-norm, ReLU, plain Adam.</source>
        <translation>入门文章中的模型，调整到可以训练：后置归一化、ReLU、普通 Adam。</translation>
    </message>
    <message>
        <source>The article&apos;s model with pre-norm and a warm-up, to compare with it.</source>
        <translation>文章中的模型，改用前置归一化和预热，便于对照。</translation>
    </message>
    <message>
        <source>A plain vision transformer, for fifteen minutes of a processor.</source>
        <translation>普通视觉 Transformer，适合在处理器上训练十五分钟。</translation>
    </message>
    <message>
        <source>The same transformer behind a small convolution stem, for fifteen minutes.</source>
        <translation>同一个 Transformer，前面加一个小卷积主干，训练十五分钟。</translation>
    </message>
    <message>
        <source>A small residual network to compare with, for fifteen minutes.</source>
        <translation>用于对照的小型残差网络，训练十五分钟。</translation>
    </message>
</context>
<context>
    <name>MethodCaption</name>
    <message>
        <source>up to layer %1</source>
        <translation>直到第 %1 层</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>head %1</source>
        <translation>头 %1</translation>
    </message>
    <message>
        <source>seen from &lt;b&gt;%1&lt;/b&gt;</source>
        <translation>从 &lt;b&gt;%1&lt;/b&gt; 看</translation>
    </message>
    <message>
        <source>for &lt;b&gt;%1&lt;/b&gt;</source>
        <translation>针对 &lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>against &lt;b&gt;%1&lt;/b&gt;</source>
        <translation>对比 &lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>all patches</source>
        <translation>所有图像块</translation>
    </message>
    <message>
        <source>It is 0 everywhere.</source>
        <translation>处处为 0。</translation>
    </message>
</context>
<context>
    <name>MethodWords</name>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Edges</source>
        <translation>边缘</translation>
    </message>
    <message>
        <source>For a class, of any model</source>
        <translation>针对类别，任何模型</translation>
    </message>
    <message>
        <source>Attention for a class</source>
        <translation>针对类别的注意力</translation>
    </message>
    <message>
        <source>Through the layers</source>
        <translation>贯穿各层的注意力</translation>
    </message>
    <message>
        <source>Attention of a layer</source>
        <translation>一层的注意力</translation>
    </message>
    <message>
        <source>class %1</source>
        <translation>类别 %1</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>The attention weights of one head as the model used them: the softmax of queries and keys.</source>
        <translation>一个头的注意力权重，即模型实际使用的值：查询与键的 softmax。</translation>
    </message>
    <message>
        <source>They say where a head looks, not what that does to the answer.</source>
        <translation>它说明头在看哪里，而不是这对答案有何影响。</translation>
    </message>
    <message>
        <source>Mean of the heads</source>
        <translation>各头平均</translation>
    </message>
    <message>
        <source>The mean of a layer's heads.</source>
        <translation>一层所有头的平均。</translation>
    </message>
    <message>
        <source>Heads that look elsewhere blur each other.</source>
        <translation>看向不同位置的头会互相模糊。</translation>
    </message>
    <message>
        <source>Strongest head</source>
        <translation>最强的头</translation>
    </message>
    <message>
        <source>At each patch the head of the layer that looks there most.</source>
        <translation>在每个图像块上取该层中看得最多的头。</translation>
    </message>
    <message>
        <source>One head that looks at a border lights it for all of them.</source>
        <translation>只要有一个头看向边框，整张图就会在那里变亮。</translation>
    </message>
    <message>
        <source>Weakest head</source>
        <translation>最弱的头</translation>
    </message>
    <message>
        <source>At each patch the head of the layer that looks there least.</source>
        <translation>在每个图像块上取该层中看得最少的头。</translation>
    </message>
    <message>
        <source>It shows only what all heads look at: often very little.</source>
        <translation>只显示所有头都在看的地方：往往很少。</translation>
    </message>
    <message>
        <source>Value-weighted attention</source>
        <translation>值加权注意力</translation>
    </message>
    <message>
        <source>Attention times the length of what it carries: the value behind the output matrix.</source>
        <translation>注意力乘以它所传递内容的长度：经过输出矩阵之后的值向量。</translation>
    </message>
    <message>
        <source>The length says how much is carried, not whether it speaks for a class.</source>
        <translation>长度说明传递了多少，而不说明是否支持某个类别。</translation>
    </message>
    <message>
        <source>Attention rollout</source>
        <translation>注意力展开（rollout）</translation>
    </message>
    <message>
        <source>Attention followed through all layers, from the first to the chosen one, with the residual stream as an identity beside it.</source>
        <translation>从第一层到所选层逐层跟踪注意力，残差流作为单位矩阵并列其中。</translation>
    </message>
    <message>
        <source>It knows nothing of the class, and of the feed-forward layers in between.</source>
        <translation>它不了解类别，也不了解其间的前馈层。</translation>
    </message>
    <message>
        <source>Attention flow</source>
        <translation>注意力流</translation>
    </message>
    <message>
        <source>The largest flow from each patch to the query through a net whose pipes are as wide as the attention.</source>
        <translation>把注意力当作管道宽度的网络中，从每个图像块到查询的最大流。</translation>
    </message>
    <message>
        <source>It knows nothing of the class. One narrow pipe near the query makes patches alike. It takes longer than the others.</source>
        <translation>它不了解类别。查询附近的一根窄管会使各图像块变得相同。耗时比其他方法长。</translation>
    </message>
    <message>
        <source>Gradient rollout</source>
        <translation>梯度展开</translation>
    </message>
    <message>
        <source>Rollout of the attention times the gradient of the class's logit, where that is above 0.</source>
        <translation>对注意力与该类别 logit 梯度之积（只取大于 0 的部分）做展开。</translation>
    </message>
    <message>
        <source>A recipe of practice without a derivation; its numbers have no unit.</source>
        <translation>来自实践的做法，没有推导；其数值没有单位。</translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation>相关性</translation>
    </message>
    <message>
        <source>Attention times the gradient of the class's logit, above 0, added up layer by layer.</source>
        <translation>注意力乘以该类别 logit 的梯度，取大于 0 的部分，逐层累加。</translation>
    </message>
    <message>
        <source>What speaks against the class is left out. It is read from CLS where there is one.</source>
        <translation>反对该类别的部分被略去。有 CLS 时从 CLS 读取。</translation>
    </message>
    <message>
        <source>Contrast of two classes</source>
        <translation>两个类别的对比</translation>
    </message>
    <message>
        <source>The relevance for one class less that for another: what tells the two apart.</source>
        <translation>一个类别的相关性减去另一个类别的相关性：区分二者的依据。</translation>
    </message>
    <message>
        <source>What speaks for both classes alike cancels and stays unseen.</source>
        <translation>同样支持两个类别的部分会互相抵消，看不出来。</translation>
    </message>
    <message>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>The features that a layer reads, weighted by the mean gradient of the class's logit; what is below 0 is left out.</source>
        <translation>一层所读取的特征，按该类别 logit 的平均梯度加权；小于 0 的部分被略去。</translation>
    </message>
    <message>
        <source>It can be 0 everywhere, and it is only as fine as the layer's grid.</source>
        <translation>它可能处处为 0，其精细程度受该层网格限制。</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>How much of the class's probability is lost when a patch is painted in the mean colour, a patch at a time.</source>
        <translation>每次用平均颜色涂掉一个图像块，该类别的概率损失多少。</translation>
    </message>
    <message>
        <source>A patch that is not missed as others show the same seems not to matter; one prediction a patch takes time.</source>
        <translation>若其他图像块显示同样内容，被遮挡的图像块就显得不重要；每个图像块都要预测一次，比较耗时。</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>How strongly the class's logit answers to a small change of each patch's pixels.</source>
        <translation>每个图像块的像素发生微小变化时，该类别的 logit 反应有多强。</translation>
    </message>
    <message>
        <source>It is noisy, speaks of small changes only, and does not say for or against.</source>
        <translation>它噪声较大，只反映微小变化，也不区分支持与反对。</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>积分梯度</translation>
    </message>
    <message>
        <source>Each patch's share of the logit: gradients along the way from the mean colour to the picture, added up.</source>
        <translation>每个图像块在 logit 中的份额：从平均颜色到图片的路径上的梯度之和。</translation>
    </message>
    <message>
        <source>It depends on where the way begins: what has the mean colour gets no share.</source>
        <translation>结果取决于路径的起点：恰为平均颜色的部分得不到份额。</translation>
    </message>
    <message>
        <source>attention as the model used it</source>
        <translation>模型实际使用的注意力</translation>
    </message>
    <message>
        <source>mean over the layer's heads</source>
        <translation>该层各头的平均</translation>
    </message>
    <message>
        <source>max over the layer's heads</source>
        <translation>该层各头的最大值</translation>
    </message>
    <message>
        <source>min over the layer's heads</source>
        <translation>该层各头的最小值</translation>
    </message>
    <message>
        <source>Gradient × attention</source>
        <translation>梯度 × 注意力</translation>
    </message>
    <message>
        <source>One head's attention times the gradient of the class's logit by it: what each weight adds to the logit or takes from it, to first order.</source>
        <translation>一个头的注意力乘以该类别 logit 对它的梯度：在一阶近似下，每个权重给 logit 增添或减去多少。</translation>
    </message>
    <message>
        <source>It speaks of small changes of one layer's weights, and not of the patches' way to that layer.</source>
        <translation>它只反映某一层权重的微小变化，不涉及各图像块到达该层之前的路径。</translation>
    </message>
    <message>
        <source>attention times its gradient, for the class</source>
        <translation>注意力乘以其对该类别的梯度</translation>
    </message>
    <message>
        <source>attention times the length of the value behind the output matrix</source>
        <translation>注意力乘以经过输出矩阵之后值向量的长度</translation>
    </message>
    <message>
        <source>rollout of the mean over heads, up to the layer</source>
        <translation>各头平均的展开，直到该层</translation>
    </message>
    <message>
        <source>rollout of the max over heads, up to the layer</source>
        <translation>各头最大值的展开，直到该层</translation>
    </message>
    <message>
        <source>rollout of the min over heads, up to the layer</source>
        <translation>各头最小值的展开，直到该层</translation>
    </message>
    <message>
        <source>largest flow over the mean of heads, up to the layer</source>
        <translation>各头平均上的最大流，直到该层</translation>
    </message>
    <message>
        <source>largest flow over the max of heads, up to the layer</source>
        <translation>各头最大值上的最大流，直到该层</translation>
    </message>
    <message>
        <source>largest flow over the min of heads, up to the layer</source>
        <translation>各头最小值上的最大流，直到该层</translation>
    </message>
    <message>
        <source>rollout of attention times its gradient, above 0, up to the layer</source>
        <translation>注意力与其梯度之积（大于 0 的部分）的展开，直到该层</translation>
    </message>
    <message>
        <source>relevance for the class, up to the layer</source>
        <translation>该类别的相关性，直到该层</translation>
    </message>
    <message>
        <source>relevance for the class less that for the other</source>
        <translation>该类别的相关性减去另一类别的相关性</translation>
    </message>
    <message>
        <source>Grad-CAM on what the stage puts out</source>
        <translation>对该阶段输出的 Grad-CAM</translation>
    </message>
    <message>
        <source>Grad-CAM on what the layer's attention reads</source>
        <translation>对该层注意力所读取内容的 Grad-CAM</translation>
    </message>
    <message>
        <source>probability less that with the patch in the mean colour</source>
        <translation>概率减去把图像块涂成平均颜色后的概率</translation>
    </message>
    <message>
        <source>mean over the patch of the strongest channel's gradient</source>
        <translation>最强通道梯度在图像块上的平均</translation>
    </message>
    <message>
        <source>gradients integrated from the mean colour</source>
        <translation>从平均颜色开始积分的梯度</translation>
    </message>
</context>
<context>
    <name>saccade::ui</name>
    <message>
        <source>Patch</source>
        <translation>图像块</translation>
    </message>
    <message>
        <source>Side of a patch in pixels. The picture is cut into squares of this size, and each becomes one token. Smaller patches see finer detail and cost much more time: half the side makes four times the tokens. It must divide the picture&apos;s side.</source>
        <translation>图像块的边长，以像素计。图片被切成这样大小的正方形，每块成为一个词元。图像块越小，细节越精细，但耗时大增：边长减半，词元数变为四倍。它必须能整除图片的边长。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>How many numbers describe one token (dim). Wider models can hold more and are slower; the time grows with the square. It must be a multiple of the number of heads.</source>
        <translation>用多少个数描述一个词元 (dim)。模型越宽，容量越大，也越慢；耗时随平方增长。它必须是头数的倍数。</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>How many blocks, each of attention and a feed-forward network, follow one another. Every block is a row in the grid of maps.</source>
        <translation>依次相连的模块（层）数，每个模块由注意力和前馈网络组成。在注意力图网格中，每个模块是一行。</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>头数</translation>
    </message>
    <message>
        <source>How many heads look at the picture side by side in each block, every one in its own way. The width is shared out among them, so it must divide evenly.</source>
        <translation>每一层中有多少个头并行地看图片，各看各的。宽度平均分给各个头，因此必须能整除。</translation>
    </message>
    <message>
        <source>MLP ratio</source>
        <translation>MLP 倍率</translation>
    </message>
    <message>
        <source>How much wider than a token the hidden layer of the feed-forward network is. Nearly everybody uses 4.</source>
        <translation>前馈网络的隐藏层宽度是词元宽度的多少倍。几乎所有人都用 4。</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>From what the class is read. A CLS token is an extra token that gathers what it needs from all patches, and whose attention can be shown; the mean treats all patches alike.</source>
        <translation>类别从哪里读出。CLS 词元是一个额外的词元，从所有图像块收集所需的信息，其注意力可以显示；均值则对所有图像块一视同仁。</translation>
    </message>
    <message>
        <source>CLS token</source>
        <translation>CLS 词元</translation>
    </message>
    <message>
        <source>Mean of the patches</source>
        <translation>图像块的均值</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>位置编码</translation>
    </message>
    <message>
        <source>How a token knows where in the picture it lies. Learned positions are found in training; fixed ones are waves of sine and cosine, and need nothing to be learned.</source>
        <translation>词元如何知道自己在图片中的位置。可学习的位置编码在训练中得到；固定的是正弦和余弦波，无需学习。</translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>可学习</translation>
    </message>
    <message>
        <source>Sine and cosine</source>
        <translation>正弦与余弦</translation>
    </message>
    <message>
        <source>Norm order</source>
        <translation>归一化位置</translation>
    </message>
    <message>
        <source>Where the layer norm stands. Before each part (pre) trains steadily; after it (post), as in the first transformer of 2017, needs more care with the learning rate.</source>
        <translation>层归一化放在哪里。放在每个部分之前 (pre) 训练平稳；放在之后 (post)，如 2017 年最早的 Transformer，需要更谨慎地选择学习率。</translation>
    </message>
    <message>
        <source>Before (pre-norm)</source>
        <translation>之前 (pre-norm)</translation>
    </message>
    <message>
        <source>After (post-norm)</source>
        <translation>之后 (post-norm)</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>The bend in the feed-forward network. ReLU cuts off below zero; GELU does so softly, and is what vision transformers use.</source>
        <translation>前馈网络中的非线性函数。ReLU 截去零以下的部分；GELU 则平滑地截去，视觉 Transformer 使用的就是它。</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>The share of numbers set to zero at random while training, so that the model relies on none of them too much. 0 turns it off; small models seldom need it.</source>
        <translation>训练时随机置零的数所占的比例，使模型不过分依赖其中任何一个。0 为关闭；小模型很少需要。</translation>
    </message>
    <message>
        <source>Norm epsilon</source>
        <translation>归一化 ε</translation>
    </message>
    <message>
        <source>A tiny number that keeps the layer norm from dividing by zero. There is no need to change it, except to match a model of somebody else.</source>
        <translation>防止层归一化除以零的极小的数。除了要与他人的模型一致，无需更改。</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 m %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 m</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>剩余几秒</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>%1 k</source>
        <translation>%1 k</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>%1 G</source>
        <translation>%1 G</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>Train for</source>
        <translation>训练时长</translation>
    </message>
    <message>
        <source>How long to train. In one epoch the model sees every training picture once. Sized in minutes, the run ends on time and the learning rate&apos;s schedule is fitted to it.</source>
        <translation>训练多久。一个轮次 (epoch) 中，模型把每张训练图片各看一遍。以分钟计时，训练按时结束，学习率调度也与之相配。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批次大小</translation>
    </message>
    <message>
        <source>How many pictures the model sees before it changes its weights once. Larger batches give steadier steps, fewer of them an epoch, and need more memory.</source>
        <translation>模型看多少张图片后更新一次权重。批次越大，每一步越平稳，每个轮次的步数越少，所需内存越多。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>How far each step moves the weights, at its highest. Too high and the loss jumps about or grows; too low and nothing seems to happen. It can be halved or doubled while a run goes on.</source>
        <translation>每一步把权重移动多远，指其最高值。太高则损失跳动或增大；太低则似乎毫无变化。训练进行时可以减半或加倍。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The number that all chance in a run follows from: first weights, order of pictures, crops. The same seed and settings give the same run again, on as many threads and where it is sized in epochs.</source>
        <translation>训练中一切随机性的来源：初始权重、图片顺序、裁剪。相同的种子和设置会重现同样的训练，只要线程数相同且长度以轮数计。</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>The rule that turns gradients into steps. AdamW suits transformers; Adam mixes the weight decay into the gradient; SGD with momentum is the oldest and needs a larger learning rate; Muon makes the steps of hidden matrices orthogonal and learns more from fewer steps.</source>
        <translation>把梯度变成更新步的规则。AdamW 适合 Transformer；Adam 把权重衰减混入梯度；带动量的 SGD 最为古老，需要更大的学习率；Muon 把隐藏层矩阵的更新正交化，用更少的步数学到更多。</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>SGD with momentum</source>
        <translation>带动量的 SGD</translation>
    </message>
    <message>
        <source>Muon</source>
        <translation>Muon</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>How the learning rate goes down after its warm-up: along a half cosine, in a straight line, or not at all.</source>
        <translation>预热之后学习率如何下降：沿半个余弦、沿直线，或不下降。</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>The share of the run in which the learning rate rises from 0 to its highest: 0.05 is a twentieth. Transformers are easily upset by large first steps.</source>
        <translation>学习率从 0 升到最高值的阶段占整个训练的比例：0.05 即二十分之一。Transformer 很容易被过大的初始步伐扰乱。</translation>
    </message>
    <message>
        <source>Lowest rate</source>
        <translation>最低学习率</translation>
    </message>
    <message>
        <source>The learning rate that the schedule ends with.</source>
        <translation>调度结束时的学习率。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>How strongly weights are pulled towards zero, so that none grows without need. It applies to matrices alone, not to biases, norms, positions or the CLS token.</source>
        <translation>权重被拉向零的强度，使权重不会无谓地增大。只作用于矩阵，不作用于偏置、归一化、位置编码和 CLS 词元。</translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>The longest gradient that is let through; a longer one is shortened to this. It keeps one odd batch from doing harm. 0 turns it off.</source>
        <translation>允许通过的最大梯度长度；更长的梯度会缩短到此值，避免个别异常批次造成损害。0 为关闭。</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>The share of certainty taken from the right class and spread over all, so that the model does not become too sure of itself. With 0.1 even a perfect model&apos;s training loss stays above 0.</source>
        <translation>从正确类别取出并均分给所有类别的确信度比例，使模型不至过于自信。取 0.1 时，即使完美的模型，训练损失也大于 0。</translation>
    </message>
    <message>
        <source>Weight average</source>
        <translation>权重平均</translation>
    </message>
    <message>
        <source>How long a running mean of the weights remembers: 0.999 is about a thousand steps. The mean is what is shown, measured and kept; it is steadier than the newest weights. 0 turns it off.</source>
        <translation>权重的滑动平均记住多久：0.999 约为一千步。显示、测量和保存的都是这个平均值；它比最新的权重更平稳。0 表示关闭。</translation>
    </message>
    <message>
        <source>Adam β₁</source>
        <translation>Adam β₁</translation>
    </message>
    <message>
        <source>How long Adam remembers the direction of past gradients; 0.9 is about ten steps.</source>
        <translation>Adam 记住过去梯度方向的时长；0.9 约为十步。</translation>
    </message>
    <message>
        <source>Adam β₂</source>
        <translation>Adam β₂</translation>
    </message>
    <message>
        <source>How long Adam remembers the size of past gradients; 0.999 is about a thousand steps.</source>
        <translation>Adam 记住过去梯度大小的时长；0.999 约为一千步。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>The share of its last step that SGD keeps in the next one, like a ball that rolls on.</source>
        <translation>SGD 在下一步中保留上一步的比例，如同继续滚动的球。</translation>
    </message>
    <message>
        <source>Random shift</source>
        <translation>随机平移</translation>
    </message>
    <message>
        <source>Up to how many pixels a training picture is shifted at random, its border filled by reflection. The model thus never sees quite the same picture twice. 0 turns it off.</source>
        <translation>训练图片最多随机平移多少像素，边缘以镜面反射填充。这样模型几乎不会两次看到完全相同的图片。0 为关闭。</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Mirror half of the training pictures left to right, chosen at random. A horse is a horse either way; for letters this would do harm.</source>
        <translation>随机选取一半训练图片左右镜像。马朝哪边都是马；对文字则有害。</translation>
    </message>
    <message>
        <source>AutoAugment</source>
        <translation>自动增强（AutoAugment）</translation>
    </message>
    <message>
        <source>Change each training picture by one of 25 recipes that were found for CIFAR-10: turn, shear, shift, recolour or sharpen it. It pays in long runs; short ones learn less from it.</source>
        <translation>用为 CIFAR-10 找到的 25 种方案之一改变每张训练图片：旋转、错切、平移、调色或锐化。长时间训练时有益；短时间训练反而学得更少。</translation>
    </message>
    <message>
        <source>Random erasing</source>
        <translation>随机擦除</translation>
    </message>
    <message>
        <source>The chance that a rectangle of a training picture is blotted out with the mean colour, so that the model does not rely on one spot. 0 turns it off; 0.25 is usual in long runs.</source>
        <translation>用平均颜色遮去训练图片中一个矩形的概率，使模型不依赖某一处。0 表示关闭；长时间训练常用 0.25。</translation>
    </message>
    <message>
        <source>Mixup</source>
        <translation>混合（Mixup）</translation>
    </message>
    <message>
        <source>Blend pairs of training pictures, and their labels in the same shares. The number shapes the draw: small ones keep one of the two nearly pure, 1 makes every share as likely. 0 turns it off.</source>
        <translation>把训练图片两两混合，标签按同样的比例混合。这个数决定比例的抽取：小的数使其中一张几乎不变，1 使各种比例同样可能。0 表示关闭。</translation>
    </message>
    <message>
        <source>CutMix</source>
        <translation>剪贴混合（CutMix）</translation>
    </message>
    <message>
        <source>Put a rectangle of one training picture into another, and share out the labels by area. The number shapes the draw of the area as with mixup; with both on, each does half. 0 turns it off.</source>
        <translation>把一张训练图片的一个矩形放进另一张，标签按面积分配。这个数像 Mixup 一样决定面积的抽取；两者都打开时各做一半。0 表示关闭。</translation>
    </message>
    <message>
        <source>Mixed batches</source>
        <translation>混合批次</translation>
    </message>
    <message>
        <source>The share of the batches that mixup or CutMix is applied to, where one of them is on. The others show whole pictures.</source>
        <translation>打开 Mixup 或 CutMix 时，对多大比例的批次使用。其余批次显示完整的图片。</translation>
    </message>
    <message>
        <source>Small window</source>
        <translation>小窗口</translation>
    </message>
    <message>
        <source>At the beginning of a run, train on a window of this many pixels a side instead of the whole picture: fewer tokens, so more steps in the same time. A multiple of the patch; 0 turns it off.</source>
        <translation>训练开始时，用边长为这么多像素的窗口代替整张图片：词元更少，因此同样的时间内步数更多。须为图像块边长的倍数；0 表示关闭。</translation>
    </message>
    <message>
        <source>Window&apos;s share</source>
        <translation>窗口阶段比例</translation>
    </message>
    <message>
        <source>The share of the run that is trained on the small window, where there is one; whole pictures follow until the end.</source>
        <translation>有小窗口时，训练中使用它的比例；之后直到结束都用整张图片。</translation>
    </message>
    <message>
        <source>Normalise by</source>
        <translation>归一化依据</translation>
    </message>
    <message>
        <source>What is taken from the pixels, and what they are divided by, before the model sees them: the data set&apos;s own mean and deviation, or simply 0.5 and 0.5.</source>
        <translation>模型看到像素之前，先减去什么、再除以什么：数据集自身的均值与标准差，或简单地用 0.5 和 0.5。</translation>
    </message>
    <message>
        <source>Data set&apos;s mean</source>
        <translation>数据集的均值</translation>
    </message>
    <message>
        <source>0.5 and 0.5</source>
        <translation>0.5 和 0.5</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>留出比例</translation>
    </message>
    <message>
        <source>The share of the training pictures that the model never learns from. The best epoch is chosen on them, so that the test pictures stay an honest measure. At 0 the last epoch's model is kept.</source>
        <translation>训练图片中模型从不学习的比例（验证集）。最佳轮次据此选出，使测试图片始终是公正的衡量标准。设为 0 时保留最后一轮的模型。</translation>
    </message>
    <message>
        <source>Test each epoch</source>
        <translation>每轮测试</translation>
    </message>
    <message>
        <source>Measure the test pictures after every epoch, for the charts. Without it they are used once, on the best model at the end of the run, which also saves time.</source>
        <translation>每轮之后测量测试图片，用于图表。关闭时只在训练结束时用最佳模型测量一次，也更省时间。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>How many bits the matrix products are computed with. bf16 takes half the memory and is faster where the processor knows it; otherwise fp32 is. Automatic chooses the faster one.</source>
        <translation>矩阵乘法用多少位计算。处理器支持时，bf16 内存减半且更快；否则 fp32 更快。“自动”选择较快的一种。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>fp32</source>
        <translation>fp32</translation>
    </message>
    <message>
        <source>bf16 where safe</source>
        <translation>安全处用 bf16</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>What computes: auto takes a graphics card where one can be used; cpu, cuda (or cuda:1 for the second card) and mps ask for one.</source>
        <translation>由什么来计算：auto 在可用时使用显卡；cpu、cuda（或 cuda:1 指第二块显卡）和 mps 则明确指定。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>How many processor cores are used; 0 takes all of them. One less leaves a core for other programs.</source>
        <translation>使用多少个处理器核心；0 为全部使用。少用一个可为其他程序留出一个核心。</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>模型类别</translation>
    </message>
    <message>
        <source>What kind of model it is. A vision transformer cuts the picture into patches and lets them look at each other. A hybrid does the same behind a few convolutions, and learns faster. A CNN is a small residual network to compare with: quick and good, but without attention to look at. For a CNN the width is that of its first stage, and the depth counts its stages.</source>
        <translation>模型的种类。视觉 Transformer 把图片切成图像块，让它们彼此观看。混合模型在前面加上几层卷积，其余相同，学得更快。CNN 是用来对照的小型残差网络：又快又好，但没有注意力可看。对 CNN 而言，宽度指第一级的宽度，深度指级数。</translation>
    </message>
    <message>
        <source>Vision transformer</source>
        <translation>视觉 Transformer</translation>
    </message>
    <message>
        <source>Hybrid</source>
        <translation>混合模型</translation>
    </message>
    <message>
        <source>CNN</source>
        <translation>卷积网络 (CNN)</translation>
    </message>
    <message>
        <source>Drop path</source>
        <translation>随机深度</translation>
    </message>
    <message>
        <source>The chance that a picture skips a part of the last block while training; earlier blocks are skipped less often, the first never. It helps in long runs of many passes. 0 turns it off.</source>
        <translation>训练时一张图片跳过最后一层某个部分的概率；越靠前的层跳过得越少，第一层从不跳过。对轮次很多的长时间训练有帮助。0 为关闭。</translation>
    </message>
    <message>
        <source>Registers</source>
        <translation>寄存器词元</translation>
    </message>
    <message>
        <source>Extra tokens that belong to no patch, 0 to 4. The model can keep notes there, instead of using patches of plain background for them, which keeps the maps clean.</source>
        <translation>不属于任何图像块的额外词元，0 到 4 个。模型可以在其中记录信息，而不必占用单调背景的图像块，使注意力图保持干净。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::AboutDialog</name>
    <message>
        <source>About Saccade</source>
        <translation>关于 Saccade</translation>
    </message>
    <message>
        <source>Qt %1</source>
        <translation>Qt %1</translation>
    </message>
    <message>
        <source>Saccade %1</source>
        <translation>Saccade %1</translation>
    </message>
    <message>
        <source>Train a vision transformer and watch where it looks.</source>
        <translation>训练一个视觉 Transformer，看它在看哪里。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later: you may use, study, share and change it. It comes without any warranty.</source>
        <translation>自由软件，采用 GNU 通用公共许可证第 3 版或更新版本：您可以使用、研究、分享和修改它。不提供任何担保。</translation>
    </message>
    <message>
        <source>Facts of this build and machine</source>
        <translation>本次构建与本机的情况</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy version and facts, for a report of a fault</source>
        <translation>复制版本与各项情况，供报告故障时使用</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>This build and machine</source>
        <translation>本次构建与本机</translation>
    </message>
</context>
<context>
    <name>saccade::ui::AttentionWorkspace</name>
    <message>
        <source>test #%1</source>
        <translation>测试 #%1</translation>
    </message>
    <message>
        <source>train #%1</source>
        <translation>训练 #%1</translation>
    </message>
    <message>
        <source>The model&apos;s attention maps do not fit their own sizes.</source>
        <translation>模型的注意力图与其自身标明的尺寸不符。</translation>
    </message>
    <message>
        <source>The method's maps do not fit their own sizes.</source>
        <translation>该方法的图与其自身尺寸不符。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::BusyLine</name>
    <message>
        <source>The model is looking at the picture</source>
        <translation>模型正在看这张图片</translation>
    </message>
</context>
<context>
    <name>saccade::ui::ChartHeadings</name>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
</context>
<context>
    <name>saccade::ui::ChartTabs</name>
    <message>
        <source>Run</source>
        <comment>the run&apos;s curves</comment>
        <translation>本次训练</translation>
    </message>
    <message>
        <source>Loss, accuracy, learning rate and speed</source>
        <translation>损失、准确率、学习率与速度</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>Gradients, weights and activations of every layer</source>
        <translation>每一层的梯度、权重与激活值</translation>
    </message>
</context>
<context>
    <name>saccade::ui::ChartsPanel</name>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Images per second</source>
        <translation>每秒图片数</translation>
    </message>
    <message>
        <source>Press Train: loss and accuracy appear here.</source>
        <translation>点击“训练”：损失与准确率将显示在这里。</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic loss axis</source>
        <translation>损失轴采用对数刻度</translation>
    </message>
    <message>
        <source>images/s</source>
        <translation>图片/秒</translation>
    </message>
    <message>
        <source>Training pictures per second</source>
        <translation>每秒训练的图片数</translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Length of the gradient over all parameters, before clipping</source>
        <translation>所有参数的梯度长度，裁剪之前</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>spike</source>
        <translation>尖峰</translation>
    </message>
</context>
<context>
    <name>saccade::ui::CodeFileDialog</name>
    <message>
        <source>This File Is Not Opened</source>
        <translation>不会打开此文件</translation>
    </message>
    <message>
        <source>%1 is a pickle or TorchScript file (.%2), and those can run code when they are opened. Where you trust who made it, turn it into a .safetensors file, which holds numbers alone, and open that.</source>
        <translation>%1 是 pickle 或 TorchScript 文件（.%2），这类文件在打开时可能运行代码。如果信任其来源，请先把它转换为只含数值的 .safetensors 文件，再打开转换后的文件。</translation>
    </message>
    <message>
        <source>In Python</source>
        <translation>在 Python 中</translation>
    </message>
</context>
<context>
    <name>saccade::ui::ColourBar</name>
    <message>
        <source>Colour scale</source>
        <translation>色标</translation>
    </message>
    <message>
        <source>What the colours stand for: attention, as a share of 1. The scale begins at 0.</source>
        <translation>颜色代表什么：注意力，以 1 为总量的份额。色标从 0 开始。</translation>
    </message>
    <message>
        <source>What the colours stand for: attention, as a share of 1. The scale does not begin at 0: small differences look large.</source>
        <translation>颜色代表什么：注意力，以 1 为总量的份额。色标不从 0 开始：微小的差异会显得很大。</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation>从 %1 到 %2</translation>
    </message>
    <message>
        <source>What the colours stand for: above 0, in the middle, what speaks for the class; below it what speaks against.</source>
        <translation>颜色的含义：中间为 0，高于 0 的部分支持该类别，低于 0 的部分反对该类别。</translation>
    </message>
    <message>
        <source>What the colours stand for: the method's values. The scale begins at 0.</source>
        <translation>颜色的含义：该方法的数值。色标从 0 开始。</translation>
    </message>
    <message>
        <source>What the colours stand for: the method's values. The scale does not begin at 0: small differences look large.</source>
        <translation>颜色的含义：该方法的数值。色标不从 0 开始：微小的差别会显得很大。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::CommandPalette</name>
    <message>
        <source>Search actions</source>
        <translation>搜索操作</translation>
    </message>
    <message>
        <source>Type some letters of what you want to do; Enter does it, Esc closes</source>
        <translation>输入想做的事情中的几个字；Enter 执行，Esc 关闭</translation>
    </message>
    <message>
        <source>Actions found</source>
        <translation>找到的操作</translation>
    </message>
    <message>
        <source>No action has these letters in this order.</source>
        <translation>没有操作按此顺序包含这些字。</translation>
    </message>
    <message>
        <source>This cannot be used now.</source>
        <translation>现在不能使用。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::CompareDialog</name>
    <message>
        <source>&amp;Open the other model…</source>
        <translation>打开另一个模型(&amp;O)…</translation>
    </message>
    <message>
        <source>Two models side by side</source>
        <translation>两个模型并排</translation>
    </message>
    <message>
        <source>blue −%1, orange +%1</source>
        <translation>蓝 −%1，橙 +%1</translation>
    </message>
    <message>
        <source>Open the model to compare with: a run or a .safetensors file.</source>
        <translation>请打开要比较的模型：一次训练或一个 .safetensors 文件。</translation>
    </message>
    <message>
        <source>Open the other model</source>
        <translation>打开另一个模型</translation>
    </message>
    <message>
        <source>Models (*.safetensors);;All files (*)</source>
        <translation>模型 (*.safetensors);;所有文件 (*)</translation>
    </message>
    <message>
        <source>This model cuts the picture into %1 × %2 patches, the other one into %3 × %4: their maps cannot be laid side by side.</source>
        <translation>这个模型把图片切成 %1 × %2 个图像块，另一个切成 %3 × %4 个：它们的图无法并排比较。</translation>
    </message>
    <message>
        <source>Hybrid, trained on %1</source>
        <translation>混合模型，在 %1 上训练</translation>
    </message>
    <message>
        <source>Vision transformer, trained on %1</source>
        <translation>视觉 Transformer，在 %1 上训练</translation>
    </message>
    <message>
        <source>A &amp;file…</source>
        <translation>文件(&amp;F)…</translation>
    </message>
</context>
<context>
    <name>saccade::ui::DetailCombo</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>saccade::ui::DifferenceCanvas</name>
    <message>
        <source>The second model&apos;s map less the first one&apos;s</source>
        <translation>第二个模型的图减去第一个模型的图</translation>
    </message>
    <message>
        <source>Orange: the second model looks here more than the first; blue: less</source>
        <translation>橙色：第二个模型比第一个更多地看向这里；蓝色：更少</translation>
    </message>
</context>
<context>
    <name>saccade::ui::DockLayout</name>
    <message>
        <source>Default layout</source>
        <translation>默认布局</translation>
    </message>
    <message>
        <source>Put every panel back where it was at first</source>
        <translation>把所有面板放回最初的位置</translation>
    </message>
</context>
<context>
    <name>saccade::ui::DurationField</name>
    <message>
        <source>Number of epochs</source>
        <translation>轮次数</translation>
    </message>
    <message>
        <source>Number of minutes</source>
        <translation>分钟数</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Epochs or minutes</source>
        <translation>轮次或分钟</translation>
    </message>
</context>
<context>
    <name>saccade::ui::ExportDialog</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Where the model is written</source>
        <translation>模型写入的位置</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export Model</source>
        <translation>导出模型</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>关闭此窗口</translation>
    </message>
    <message>
        <source>The file is being written</source>
        <translation>正在写入文件</translation>
    </message>
    <message>
        <source>In Python</source>
        <translation>在 Python 中</translation>
    </message>
    <message>
        <source>The file is being written.</source>
        <translation>正在写入文件。</translation>
    </message>
    <message>
        <source>Choose a file first.</source>
        <translation>请先选择文件。</translation>
    </message>
    <message>
        <source>This is a folder; name a file in it.</source>
        <translation>这是一个文件夹；请给出其中的文件名。</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>文件夹 %1 不存在。</translation>
    </message>
    <message>
        <source>Replace the file</source>
        <translation>替换文件</translation>
    </message>
    <message>
        <source>There is such a file; it is replaced</source>
        <translation>文件已存在，将被替换</translation>
    </message>
    <message>
        <source>Safetensors file</source>
        <translation>Safetensors 文件</translation>
    </message>
    <message>
        <source>Hugging Face folder</source>
        <translation>Hugging Face 文件夹</translation>
    </message>
    <message>
        <source>ONNX file</source>
        <translation>ONNX 文件</translation>
    </message>
    <message>
        <source>TorchScript file (legacy)</source>
        <translation>TorchScript 文件（旧格式）</translation>
    </message>
    <message>
        <source>One file with every weight under timm&apos;s names, and config.json beside it with what is needed to build the model again. For Python, and to open it here again.</source>
        <translation>一个文件，用 timm 的名称存放全部权重；旁边的 config.json 记录重建模型所需的内容。用于 Python，也可在本程序中再次打开。</translation>
    </message>
    <message>
        <source>A folder as the Hugging Face hub has them: weights, configuration, and a README with accuracy and recipe. To share a model, and for transformers.</source>
        <translation>与 Hugging Face hub 上相同的文件夹：权重、配置，以及写有准确率和训练方案的 README。用于分享模型，也供 transformers 使用。</translation>
    </message>
    <message>
        <source>One file that runs without Python and without PyTorch: in ONNX Runtime, on phones, in a browser, from other languages.</source>
        <translation>一个不需要 Python 和 PyTorch 就能运行的文件：可用于 ONNX Runtime、手机、浏览器和其他语言。</translation>
    </message>
    <message>
        <source>One file that PyTorch runs, also from C++, without this program. A legacy format: PyTorch no longer develops it; take it where something asks for it.</source>
        <translation>一个 PyTorch 可直接运行的文件，也可从 C++ 运行，不需要本程序。这是旧格式：PyTorch 已不再开发它，只在有需要时使用。</translation>
    </message>
    <message>
        <source>This network has no attention to put out.</source>
        <translation>该网络没有可输出的注意力。</translation>
    </message>
    <message>
        <source>transformers has no class for this kind of model: the folder brings saccade_model.py, which loads it with torch alone.</source>
        <translation>transformers 没有这类模型对应的类：文件夹中附带 saccade_model.py，只需 torch 即可加载。</translation>
    </message>
    <message>
        <source>timm has no class for this kind of model; the Hugging Face folder brings a loader.</source>
        <translation>timm 没有这类模型对应的类；Hugging Face 文件夹会附带加载代码。</translation>
    </message>
    <message>
        <source>Read back and asked about %1 random pictures: %2 get the same class, and no logit differs by more than %3.</source>
        <translation>已读回并用 %1 张随机图片检验：%2 张得到相同类别，各 logit 的差异不超过 %3。</translation>
    </message>
    <message>
        <source>Read back and asked about %1 test pictures of %4: %2 get the same class, and no logit differs by more than %3.</source>
        <translation>已读回并用 %4 的 %1 张测试图片检验：%2 张得到相同类别，各 logit 的差异不超过 %3。</translation>
    </message>
    <message>
        <source>Read back: each of its %1 nodes reads what is made before it, and %2 weights are the model&apos;s, bit for bit. Not run: this program has no runtime for ONNX.</source>
        <translation>已读回：%1 个节点都只读取在它之前产生的值，%2 个权重与模型逐位相同。未运行：本程序没有 ONNX 运行时。</translation>
    </message>
    <message>
        <source>It was not read back.</source>
        <translation>没有读回检验。</translation>
    </message>
    <message>
        <source>Every layer&apos;s attention is an output, too</source>
        <translation>每一层的注意力也作为输出</translation>
    </message>
    <message>
        <source>fp32, as trained</source>
        <translation>fp32，与训练时相同</translation>
    </message>
    <message>
        <source>fp16, half the size, three decimal digits</source>
        <translation>fp16，大小减半，三位有效数字</translation>
    </message>
    <message>
        <source>bf16, half the size, two decimal digits</source>
        <translation>bf16，大小减半，两位有效数字</translation>
    </message>
    <message>
        <source>What kind of file is written</source>
        <translation>写入哪种文件</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Stopped. Nothing was written.</source>
        <translation>已停止，没有写入任何内容。</translation>
    </message>
    <message>
        <source>Nothing can be exported here.</source>
        <translation>此处无法导出。</translation>
    </message>
    <message>
        <source>Choose a folder first.</source>
        <translation>请先选择文件夹。</translation>
    </message>
    <message>
        <source>This is a file; name a folder.</source>
        <translation>这是一个文件；请给出文件夹名。</translation>
    </message>
    <message>
        <source>The file&apos;s name must end in %1.</source>
        <translation>文件名必须以 %1 结尾。</translation>
    </message>
    <message>
        <source>%1, %2 parameters. %3</source>
        <translation>%1，%2 个参数。%3</translation>
    </message>
    <message>
        <source>How the file holds each weight</source>
        <translation>文件中每个权重的存放方式</translation>
    </message>
    <message>
        <source>Files of this format are always written in fp32.</source>
        <translation>此格式的文件总是以 fp32 写入。</translation>
    </message>
    <message>
        <source>Each layer&apos;s softmax output: (batch, heads, tokens, tokens)</source>
        <translation>每一层 softmax 的输出：(batch, heads, tokens, tokens)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop; nothing is written then</source>
        <translation>停止；不会写入任何内容</translation>
    </message>
    <message>
        <source>Replace the model in it</source>
        <translation>替换其中的模型</translation>
    </message>
    <message>
        <source>Write the model and read it back</source>
        <translation>写入模型并读回检验</translation>
    </message>
    <message>
        <source>There is a model in this folder; its files are replaced</source>
        <translation>该文件夹中已有模型；其文件将被替换</translation>
    </message>
    <message>
        <source>What was written is asked about pictures</source>
        <translation>正在用图片检验写入的内容</translation>
    </message>
    <message>
        <source>Written: %1 (%2).</source>
        <translation>已写入：%1（%2）。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::FetchCard</name>
    <message>
        <source>Folder for CIFAR-10</source>
        <translation>存放 CIFAR-10 的文件夹</translation>
    </message>
    <message>
        <source>Where the pictures are put; about 350 MB while unpacking</source>
        <translation>图片存放的位置；解压时约占 350 MB</translation>
    </message>
    <message>
        <source>I have the archive already</source>
        <translation>我已有压缩包</translation>
    </message>
    <message>
        <source>CIFAR-10 archive</source>
        <translation>CIFAR-10 压缩包</translation>
    </message>
    <message>
        <source>cifar-10-binary.tar.gz as published; it is checked before it is unpacked</source>
        <translation>官方发布的 cifar-10-binary.tar.gz；解压前会先校验</translation>
    </message>
    <message>
        <source>Archives (*.tar.gz *.tgz);;All files (*)</source>
        <translation>压缩包 (*.tar.gz *.tgz);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Get CIFAR-10</source>
        <translation>获取 CIFAR-10</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&lt;b&gt;CIFAR-10, from the internet&lt;/b&gt;</source>
        <translation>&lt;b&gt;CIFAR-10，来自网络&lt;/b&gt;</translation>
    </message>
    <message>
        <source>60,000 photographs of 32 × 32 pixels in ten classes; a download of 162 MB from the University of Toronto. By Alex Krizhevsky, Vinod Nair and Geoffrey Hinton. It comes without a licence of its own; who publishes with it is asked to cite “Learning Multiple Layers of Features from Tiny Images”, 2009.</source>
        <translation>十个类别的 60,000 张 32 × 32 像素照片；从多伦多大学下载，162 MB。作者 Alex Krizhevsky、Vinod Nair 和 Geoffrey Hinton。数据集没有附带许可证；用它发表成果者请引用“Learning Multiple Layers of Features from Tiny Images”，2009。</translation>
    </message>
    <message>
        <source>Unpack a file on this machine instead of downloading it</source>
        <translation>解压本机上的文件，不再下载</translation>
    </message>
    <message>
        <source>cifar-10-binary.tar.gz</source>
        <translation>cifar-10-binary.tar.gz</translation>
    </message>
    <message>
        <source>Stop; the window stays open</source>
        <translation>停止；窗口保持打开</translation>
    </message>
    <message>
        <source>Progress of the download</source>
        <translation>下载进度</translation>
    </message>
    <message>
        <source>How much is done</source>
        <translation>已完成多少</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Beginning…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>Unpack CIFAR-10</source>
        <translation>解压 CIFAR-10</translation>
    </message>
    <message>
        <source>Choose a folder for the pictures first.</source>
        <translation>请先选择存放图片的文件夹。</translation>
    </message>
    <message>
        <source>Choose the archive first: there is no such file.</source>
        <translation>请先选择压缩包：文件不存在。</translation>
    </message>
    <message>
        <source>Check the archive, unpack it and open it</source>
        <translation>校验、解压并打开压缩包</translation>
    </message>
    <message>
        <source>Download 162 MB, check it, unpack it and open it</source>
        <translation>下载 162 MB，校验、解压并打开</translation>
    </message>
    <message>
        <source>%1 · %2 %</source>
        <translation>%1 · %2%</translation>
    </message>
</context>
<context>
    <name>saccade::ui::GalleryFilters</name>
    <message>
        <source>%1 · %2</source>
        <comment>data set, split</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>No data set</source>
        <translation>没有数据集</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>Open a data set first.</source>
        <translation>请先打开一个数据集。</translation>
    </message>
    <message>
        <source>Needs a model&apos;s predictions: train or open a model first.</source>
        <translation>需要模型的预测结果：请先训练或打开一个模型。</translation>
    </message>
    <message>
        <source>Only the pictures that the model gets wrong</source>
        <translation>只显示模型判错的图片</translation>
    </message>
    <message>
        <source>Ask the model about every picture, then show only those it gets wrong</source>
        <translation>让模型预测每一张图片，然后只显示判错的</translation>
    </message>
    <message>
        <source>The model is being asked about every picture; the wrong ones appear when it is done</source>
        <translation>模型正在预测每一张图片；完成后显示判错的</translation>
    </message>
    <message>
        <source>Wrong %1</source>
        <translation>错误 %1</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Which pictures: the test split was never trained on</source>
        <translation>显示哪些图片：测试集从未用于训练</translation>
    </message>
    <message>
        <source>Only pictures of one class</source>
        <translation>只显示某一类别的图片</translation>
    </message>
    <message>
        <source>All pictures, right and wrong</source>
        <translation>所有图片，无论对错</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>数据划分</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
</context>
<context>
    <name>saccade::ui::GalleryModel</name>
    <message>
        <source>class %1</source>
        <translation>类别 %1</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>%1, %2 #%3</source>
        <comment>class, split, number</comment>
        <translation>%1，%2 #%3</translation>
    </message>
    <message>
        <source>rightly taken for %1 (%2 %), loss %3</source>
        <translation>正确判为 %1（%2%），损失 %3</translation>
    </message>
    <message>
        <source>wrongly taken for %1 (%2 %), loss %3</source>
        <translation>误判为 %1（%2%），损失 %3</translation>
    </message>
</context>
<context>
    <name>saccade::ui::GalleryPanel</name>
    <message>
        <source>Asking the model about %1 pictures…</source>
        <translation>模型正在预测 %1 张图片…</translation>
    </message>
    <message>
        <source>No pictures yet.

Open a data set: CIFAR-10, or Shapes, which is made on the spot and needs no download.</source>
        <translation>还没有图片。

请打开一个数据集：CIFAR-10，或无需下载、当场生成的 Shapes。</translation>
    </message>
    <message>
        <source>None of these pictures is wrong.

Choose All to see them.</source>
        <translation>这些图片全部判对。

选择“全部”即可查看。</translation>
    </message>
    <message>
        <source>No picture of this class here.

Choose All classes.</source>
        <translation>这里没有该类别的图片。

请选择“所有类别”。</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>图库</translation>
    </message>
    <message>
        <source>Size of the thumbnails (Ctrl and the wheel do the same)</source>
        <translation>缩略图大小（也可按住 Ctrl 滚动滚轮）</translation>
    </message>
    <message>
        <source>Thumbnail size</source>
        <translation>缩略图大小</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>saccade::ui::HandActions</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Open a &amp;picture…</source>
        <translation>打开图片(&amp;P)…</translation>
    </message>
    <message>
        <source>A PNG, JPEG or BMP file of your own</source>
        <translation>您自己的 PNG、JPEG 或 BMP 文件</translation>
    </message>
    <message>
        <source>&amp;Paste a picture</source>
        <translation>粘贴图片(&amp;P)</translation>
    </message>
    <message>
        <source>The picture, or the picture&apos;s file, that was copied last</source>
        <translation>最近复制的图片或图片文件</translation>
    </message>
    <message>
        <source>&amp;Mute or unmute the chosen head</source>
        <translation>关闭或恢复选中的头(&amp;M)</translation>
    </message>
    <message>
        <source>What the head adds to the residual stream is taken out</source>
        <translation>去掉这个头加入残差流的内容</translation>
    </message>
    <message>
        <source>Paint patches &amp;out</source>
        <translation>涂去图像块(&amp;O)</translation>
    </message>
    <message>
        <source>The mouse paints patches out of the picture</source>
        <translation>用鼠标从图片中涂去图像块</translation>
    </message>
    <message>
        <source>Re&amp;set what is changed</source>
        <translation>重置改动(&amp;S)</translation>
    </message>
    <message>
        <source>Back to the untouched model and picture</source>
        <translation>回到未改动的模型和图片</translation>
    </message>
    <message>
        <source>&amp;Crop own pictures</source>
        <translation>裁剪自己的图片(&amp;C)</translation>
    </message>
    <message>
        <source>The largest square in the middle of a picture is shown</source>
        <translation>显示图片中央最大的正方形</translation>
    </message>
    <message>
        <source>&amp;Fit own pictures</source>
        <translation>完整显示自己的图片(&amp;F)</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard: copy one, or a picture&apos;s file.</source>
        <translation>剪贴板中没有图片：请复制一张图片或一个图片文件。</translation>
    </message>
    <message>
        <source>from the clipboard</source>
        <translation>来自剪贴板</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.bmp);;All files (*)</source>
        <translation>图片 (*.png *.jpg *.jpeg *.bmp);;所有文件 (*)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>The whole of a picture is shown, with bars in the model&apos;s mean colour</source>
        <translation>显示整张图片，空余处用模型的平均颜色填充</translation>
    </message>
</context>
<context>
    <name>saccade::ui::HandBar</name>
    <message>
        <source>Paint out</source>
        <translation>涂掉</translation>
    </message>
    <message>
        <source>Paint patches out of the picture (B). Drag over it; with Alt or the right button held, patches come back.</source>
        <translation>从图片中涂去图像块（B）。在图片上拖动；按住 Alt 或右键拖动可恢复图像块。</translation>
    </message>
    <message>
        <source>What stands in the place of a painted patch</source>
        <translation>用什么代替涂去的图像块</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>零</translation>
    </message>
    <message>
        <source>The data set&apos;s mean colour, which is 0 to the model: an even grey most often. It says nothing, but its edges do.</source>
        <translation>数据集的平均颜色，对模型来说就是 0，多为均匀的灰色。它本身不含信息，但它的边缘含有。</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>The picture&apos;s own mean colour: stands out the least among one-coloured fills.</source>
        <translation>这张图片自身的平均颜色：单色填充中最不显眼的一种。</translation>
    </message>
    <message>
        <source>blurred</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>The picture itself, blurred over a patch&apos;s width: colours stay, detail goes.</source>
        <translation>图片本身，按一个图像块的宽度模糊：颜色保留，细节消失。</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Random pixels with the data set&apos;s mean and deviation, the same at every stroke.</source>
        <translation>均值和标准差与数据集相同的随机像素，每一笔都相同。</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Back to the untouched model and picture; undo brings the changes back.</source>
        <translation>回到未改动的模型和图片；撤销可以找回这些改动。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::HeadGrid</name>
    <message>
        <source>On its own scale, a map&apos;s lightest patch is its highest. On one scale, colours compare between maps.</source>
        <translation>使用各自的色标时，每张图最亮的图像块就是它的最大值；使用统一色标时，颜色可在各图之间比较。</translation>
    </message>
    <message>
        <source>Layers × heads</source>
        <translation>层 × 头</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>查询：%1</translation>
    </message>
    <message>
        <source>one scale, %1 to %2</source>
        <translation>统一色标，%1 到 %2</translation>
    </message>
    <message>
        <source>each on its own scale</source>
        <translation>各用各的色标</translation>
    </message>
    <message>
        <source>What the tiles show</source>
        <translation>小图显示的内容</translation>
    </message>
    <message>
        <source>Order of the heads</source>
        <translation>头的顺序</translation>
    </message>
    <message>
        <source>Order: %1</source>
        <translation>顺序：%1</translation>
    </message>
    <message>
        <source>No sinks</source>
        <translation>去掉汇点</translation>
    </message>
    <message>
        <source>In which order the heads of each layer stand: the most focused, the nearest or the one that looks at CLS most first. Each tile then bears its head&apos;s number.</source>
        <translation>每层的头按什么顺序排列：最集中、看得最近或最看 CLS 的排在最前。此时每张小图上标有头的编号。</translation>
    </message>
    <message>
        <source>This quantity joins the heads of a layer: there is nothing to order.</source>
        <translation>此量把一层的头合在一起，没有可排序的。</translation>
    </message>
    <message>
        <source>Leaves tokens out of the tiles that draw attention from everywhere, or whose vectors are far longer than the others&apos;, and shares their part among the rest. Those of the chosen layer bear a ring on the picture.</source>
        <translation>把汇点从小图中去掉（从各处吸引注意力、或向量远比其他词元长的词元），并把它们的份额分给其余词元。所选层的汇点在图片上带有小圆环。</translation>
    </message>
    <message>
        <source>Sinks are left out of attention alone.</source>
        <translation>只有注意力才能去掉汇点。</translation>
    </message>
    <message>
        <source>one map a layer</source>
        <translation>每层一张图</translation>
    </message>
</context>
<context>
    <name>saccade::ui::HeadGridCanvas</name>
    <message>
        <source>Find its pictures…</source>
        <translation>查找它的图片…</translation>
    </message>
    <message>
        <source>Maps of all layers and heads</source>
        <translation>所有层和头的注意力图</translation>
    </message>
    <message>
        <source>Layer %1, head %2 is chosen</source>
        <translation>已选中第 %1 层第 %2 头</translation>
    </message>
    <message>
        <source>Every head of every layer will be here.</source>
        <translation>每一层的每一个头都将显示在这里。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Layer %1, head %2&lt;/b&gt;, seen from %3</source>
        <translation>&lt;b&gt;第 %1 层，第 %2 头&lt;/b&gt;，查询：%3</translation>
    </message>
    <message>
        <source>Highest %1, at %2</source>
        <translation>最大 %1，位于 %2</translation>
    </message>
    <message>
        <source>On CLS: %1</source>
        <translation>投向 CLS：%1</translation>
    </message>
    <message>
        <source>Over all queries: entropy %1, distance %2 px</source>
        <translation>对所有查询：熵 %1，距离 %2 像素</translation>
    </message>
    <message>
        <source>This model has no attention, and so no heads to look at: it is a convolutional network. Its answer stands beside the picture.</source>
        <translation>此模型没有注意力，因此没有可看的头：它是一个卷积网络。它的回答显示在图片旁边。</translation>
    </message>
    <message>
        <source>On registers: %1</source>
        <translation>投向寄存器：%1</translation>
    </message>
    <message>
        <source>register %1</source>
        <translation>寄存器 %1</translation>
    </message>
    <message>
        <source>%1 (length and attention)</source>
        <translation>%1（长度与注意力）</translation>
    </message>
    <message>
        <source>%1 (length)</source>
        <translation>%1（长度）</translation>
    </message>
    <message>
        <source>%1 (attention)</source>
        <translation>%1（注意力）</translation>
    </message>
    <message>
        <source>on CLS %1</source>
        <translation>CLS %1</translation>
    </message>
    <message>
        <source>on registers %1</source>
        <translation>寄存器 %1</translation>
    </message>
    <message>
        <source>on sinks %1</source>
        <translation>汇点 %1</translation>
    </message>
    <message>
        <source>Mean share: %1</source>
        <translation>平均份额：%1</translation>
    </message>
    <message>
        <source>Sinks of the layer: %1</source>
        <translation>该层的汇点：%1</translation>
    </message>
    <message>
        <source>One map for all heads of the layer</source>
        <translation>该层所有头共用一张图</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Gradient × attention</source>
        <translation>梯度 × 注意力</translation>
    </message>
    <message>
        <source>Value-weighted</source>
        <translation>按值加权</translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation>相关性</translation>
    </message>
    <message>
        <source>What each weight adds to the logit of the predicted class, to first order. Signed.</source>
        <translation>每个权重给预测类别的 logit 增添多少（一阶近似）。有正负。</translation>
    </message>
    <message>
        <source>Attention times the length of what it carries: a weight on a short value moves little.</source>
        <translation>注意力乘以它所携带内容的长度：投向短的值的权重影响很小。</translation>
    </message>
    <message>
        <source>Relevance for the predicted class, followed up to the layer. It joins the heads of a layer, so each layer has one map.</source>
        <translation>对预测类别的相关性，追踪到该层为止。它把一层的头合在一起，因此每层一张图。</translation>
    </message>
    <message>
        <source>The softmax of queries and keys, as the model used it.</source>
        <translation>查询与键的 softmax，与模型所用的一致。</translation>
    </message>
    <message>
        <source>As built</source>
        <translation>原有顺序</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Share on CLS</source>
        <translation>CLS 份额</translation>
    </message>
    <message>
        <source>all heads</source>
        <translation>所有头</translation>
    </message>
    <message>
        <source>&lt;b&gt;Layer %1&lt;/b&gt;, seen from %2</source>
        <translation>&lt;b&gt;第 %1 层&lt;/b&gt;，查询：%2</translation>
    </message>
</context>
<context>
    <name>saccade::ui::HeadMarks</name>
    <message>
        <source>The eye: a click mutes this head, a drag up or down scales it</source>
        <translation>眼睛标记：单击可关闭这个头，上下拖动可缩放它</translation>
    </message>
    <message>
        <source>Muted: it adds nothing to the residual stream</source>
        <translation>已关闭：它不向残差流加入任何内容</translation>
    </message>
    <message>
        <source>Scaled %1: what it adds to the residual stream, times that</source>
        <translation>已缩放 %1：它加入残差流的内容乘以该倍数</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Scale…</source>
        <translation>缩放…</translation>
    </message>
    <message>
        <source>Mute all others in this layer</source>
        <translation>关闭本层的其他头</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Reset all heads</source>
        <translation>重置所有头</translation>
    </message>
    <message>
        <source>Scale layer %1, head %2</source>
        <translation>缩放第 %1 层，第 %2 头</translation>
    </message>
    <message>
        <source>Factor of what this head adds, 0 to 2:</source>
        <translation>这个头加入内容的倍数，0 到 2：</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>saccade::ui::HeadsDialog</name>
    <message>
        <source>How Many Heads?</source>
        <translation>有多少个头？</translation>
    </message>
    <message>
        <source>%1 does not say how many attention heads the model has, and its tensors cannot tell: they have the same shapes with any number. Whoever trained it knows. With a wrong number the model opens all the same, but its maps and its answers are wrong.</source>
        <translation>%1 没有说明模型有多少个注意力头，从张量也看不出来：无论多少个头，形状都一样。训练它的人知道。数量不对时模型仍能打开，但注意力图和回答都是错的。</translation>
    </message>
    <message>
        <source>%1, each %2 wide</source>
        <translation>%1 个，每个宽 %2</translation>
    </message>
    <message>
        <source>Published models have heads 64 wide</source>
        <translation>已发布的模型的头宽为 64</translation>
    </message>
    <message>
        <source>Open the model</source>
        <translation>打开模型</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Attention heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>Open it with this number of heads</source>
        <translation>以此头数打开</translation>
    </message>
    <message>
        <source>Keep the model that is open</source>
        <translation>保留当前打开的模型</translation>
    </message>
</context>
<context>
    <name>saccade::ui::Inspector</name>
    <message>
        <source>Probability of each class</source>
        <translation>各类别的概率</translation>
    </message>
    <message>
        <source>This head</source>
        <translation>当前头</translation>
    </message>
    <message>
        <source>Figures of this head</source>
        <translation>当前头的各项指标</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>What the model says</source>
        <translation>模型的判断</translation>
    </message>
    <message>
        <source>class %1</source>
        <translation>类别 %1</translation>
    </message>
    <message>
        <source>%1 ✓</source>
        <translation>%1 ✓</translation>
    </message>
    <message>
        <source>%1, the true class: probability %2</source>
        <translation>%1，真实类别：概率 %2</translation>
    </message>
    <message>
        <source>%1: probability %2</source>
        <translation>%1：概率 %2</translation>
    </message>
    <message>
        <source>No picture is chosen.</source>
        <translation>未选择图片。</translation>
    </message>
    <message>
        <source>The model is looking …</source>
        <translation>模型正在看…</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>暂无内容。</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>How widely this head looks: 0 when every query looks at one token alone, 1 when all tokens get the same. The mean over all %1 queries of −Σ a·log a, divided by log %1.</source>
        <translation>这个头看得有多广：每个查询只看一个词元时为 0，所有词元得到的一样多时为 1。它是全部 %1 个查询的 −Σ a·log a 的平均值，再除以 log %1。</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 像素</translation>
    </message>
    <message>
        <source>How far this head looks: the mean distance between a patch and what it attends to, in pixels of the picture. CLS is left out, as a query and as a key, and each row&apos;s rest is made to sum to 1 again. The bar&apos;s full length is the picture&apos;s diagonal.</source>
        <translation>这个头看得有多远：图像块与它所关注位置之间的平均距离，以图片像素计。CLS 作为查询和键均不计入，每行其余部分重新归一化为 1。横条全长为图片的对角线。</translation>
    </message>
    <message>
        <source>How far this head looks: the mean distance between a patch and what it attends to, in pixels of the picture. The bar&apos;s full length is the picture&apos;s diagonal.</source>
        <translation>这个头看得有多远：图像块与它所关注位置之间的平均距离，以图片像素计。横条全长为图片的对角线。</translation>
    </message>
    <message>
        <source>On CLS</source>
        <translation>投向 CLS</translation>
    </message>
    <message>
        <source>The share of this query&apos;s attention (%1) that goes to the CLS token. The map over the picture shows the rest.</source>
        <translation>这个查询（%1）的注意力中投向 CLS 词元的份额。图片上的注意力图显示其余部分。</translation>
    </message>
    <message>
        <source>How far this head looks: the mean distance between a patch and what it attends to, in pixels of the picture. CLS and registers, which have no place in it, are left out, as queries and as keys, and each row&apos;s rest is made to sum to 1 again. The bar&apos;s full length is the picture&apos;s diagonal.</source>
        <translation>这个头看得多远：图像块与其所关注之处的平均距离，以图片像素计。CLS 和寄存器词元在图片中没有位置，作为查询和键都不计入，每行其余部分重新归一为 1。条形的全长是图片的对角线。</translation>
    </message>
    <message>
        <source>On registers</source>
        <translation>投向寄存器</translation>
    </message>
    <message>
        <source>The share of this query&apos;s attention (%1) that goes to the registers: extra tokens that belong to no patch, where the model can keep notes. The map over the picture leaves them out.</source>
        <translation>此查询（%1）的注意力中投向寄存器词元的份额：它们是不属于任何图像块的额外词元，模型可以在其中记录信息。图片上的注意力图不含它们。</translation>
    </message>
    <message>
        <source>Logits, changed and untouched</source>
        <translation>Logit：改动后与改动前</translation>
    </message>
    <message>
        <source>Logit of each class</source>
        <translation>每个类别的 logit</translation>
    </message>
    <message>
        <source>Untouched: %1, a difference of %2 points</source>
        <translation>改动前：%1，相差 %2 个百分点</translation>
    </message>
    <message>
        <source>%1: logit %2, untouched %3</source>
        <translation>%1：logit %2，改动前 %3</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另外 %1 个</translation>
    </message>
    <message>
        <source>The other %1 classes together: probability %2</source>
        <translation>其余 %1 个类别合计：概率 %2</translation>
    </message>
</context>
<context>
    <name>saccade::ui::InterventionHistory</name>
    <message>
        <source>mute layer %1 head %2</source>
        <translation>关闭第 %1 层第 %2 头</translation>
    </message>
    <message>
        <source>unmute layer %1 head %2</source>
        <translation>恢复第 %1 层第 %2 头</translation>
    </message>
    <message>
        <source>scale layer %1 head %2</source>
        <translation>缩放第 %1 层第 %2 头</translation>
    </message>
    <message>
        <source>mute the other heads of layer %1</source>
        <translation>关闭第 %1 层的其他头</translation>
    </message>
    <message>
        <source>reset layer %1 head %2</source>
        <translation>重置第 %1 层第 %2 头</translation>
    </message>
    <message>
        <source>reset all heads</source>
        <translation>重置所有头</translation>
    </message>
    <message>
        <source>change the fill</source>
        <translation>更改填充</translation>
    </message>
    <message>
        <source>reset all changes</source>
        <translation>重置所有改动</translation>
    </message>
    <message>
        <source>paint out patches</source>
        <translation>涂去图像块</translation>
    </message>
    <message>
        <source>unpaint patches</source>
        <translation>恢复图像块</translation>
    </message>
    <message>
        <source>1 head muted</source>
        <translation>已关闭 1 个头</translation>
    </message>
    <message>
        <source>%1 heads muted</source>
        <translation>已关闭 %1 个头</translation>
    </message>
    <message>
        <source>1 head scaled</source>
        <translation>已缩放 1 个头</translation>
    </message>
    <message>
        <source>%1 heads scaled</source>
        <translation>已缩放 %1 个头</translation>
    </message>
    <message>
        <source>1 patch painted out</source>
        <translation>已涂去 1 个图像块</translation>
    </message>
    <message>
        <source>%1 patches painted out</source>
        <translation>已涂去 %1 个图像块</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>saccade::ui::LatestJob</name>
    <message>
        <source>There was not enough memory.</source>
        <translation>内存不足。</translation>
    </message>
    <message>
        <source>Something went wrong that gives no reason.</source>
        <translation>发生了未说明原因的错误。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::LayerWords</name>
    <message>
        <source>embedding</source>
        <translation>嵌入层</translation>
    </message>
    <message>
        <source>head</source>
        <comment>of a network</comment>
        <translation>分类头</translation>
    </message>
    <message>
        <source>block %1</source>
        <translation>第 %1 块</translation>
    </message>
    <message>
        <source>With fewer than two blocks there is no depth to compare.</source>
        <translation>少于两个块，没有深度可比。</translation>
    </message>
    <message>
        <source>No gradient reaches %1.</source>
        <translation>没有梯度到达%1。</translation>
    </message>
    <message>
        <source>Gradients vanish towards the input: that of %1 is %2 times smaller than that of %3.</source>
        <translation>梯度向输入端消失：%1的梯度只有%3的 1/%2。</translation>
    </message>
    <message>
        <source>Gradients explode towards the input: that of %1 is %2 times that of %3.</source>
        <translation>梯度向输入端爆炸：%1的梯度是%3的 %2 倍。</translation>
    </message>
    <message>
        <source>Gradients reach every depth: that of %1 is %2 times that of %3.</source>
        <translation>梯度到达各个深度：%1的梯度是%3的 %2 倍。</translation>
    </message>
    <message>
        <source>The gradient&apos;s root mean square in the first block over that in the last, averaged over the last five reports. Below 1/%1: vanishing; above %1: exploding.</source>
        <translation>第一块梯度的均方根与最后一块之比，取最近五次报告的平均。低于 1/%1：消失；高于 %1：爆炸。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::LayersPanel</name>
    <message>
        <source>gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>weight norm</source>
        <translation>权重范数</translation>
    </message>
    <message>
        <source>activation deviation</source>
        <translation>激活值标准差</translation>
    </message>
    <message>
        <source>Length of each layer&apos;s gradient, before clipping</source>
        <translation>每一层梯度的长度，裁剪之前</translation>
    </message>
    <message>
        <source>Length of each layer&apos;s weights</source>
        <translation>每一层权重的长度</translation>
    </message>
    <message>
        <source>Standard deviation of each layer&apos;s output for eight pictures</source>
        <translation>每一层对八张图片的输出的标准差</translation>
    </message>
    <message>
        <source>Press Train: every layer&apos;s gradients, weights and activations appear here.</source>
        <translation>点击“训练”：每一层的梯度、权重与激活值将显示在这里。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::LearningRateControl</name>
    <message>
        <source>LR %1</source>
        <translation>学习率 %1</translation>
    </message>
    <message>
        <source>LR –</source>
        <translation>学习率 –</translation>
    </message>
    <message>
        <source>The learning rate of the last batch: how far a step moves the weights</source>
        <translation>上一批次的学习率：每一步把权重移动多远</translation>
    </message>
    <message>
        <source>The learning rate shows here once a run has done its first batch.</source>
        <translation>训练完成第一个批次后，这里显示学习率。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::LineChart</name>
    <message>
        <source>epoch %1</source>
        <translation>轮次 %1</translation>
    </message>
</context>
<context>
    <name>saccade::ui::LossStrip</name>
    <message>
        <source>The loss at each recorded moment: a click goes there</source>
        <translation>每个记录时刻的损失：点击可跳到该时刻</translation>
    </message>
</context>
<context>
    <name>saccade::ui::MainWindow</name>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>图库</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Main</source>
        <translation>主工具栏</translation>
    </message>
    <message>
        <source>opened %1</source>
        <translation>已打开 %1</translation>
    </message>
    <message>
        <source>%1 % of the %2 pictures right</source>
        <translation>%2图片的准确率为 %1%</translation>
    </message>
    <message>
        <source>test</source>
        <comment>split</comment>
        <translation>测试</translation>
    </message>
    <message>
        <source>training</source>
        <comment>split</comment>
        <translation>训练</translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <translation>%1，%2%</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopping, saving the run</source>
        <translation>正在停止并保存训练</translation>
    </message>
    <message>
        <source>The language changes at the next start.</source>
        <translation>语言将在下次启动时更改。</translation>
    </message>
    <message>
        <source>training</source>
        <comment>state</comment>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>the run failed</source>
        <translation>训练失败</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>loss spike at step %1</source>
        <translation>第 %1 步损失出现尖峰</translation>
    </message>
    <message>
        <source>gradient spike at step %1</source>
        <translation>第 %1 步梯度出现尖峰</translation>
    </message>
    <message>
        <source>Scoreboard</source>
        <translation>评分榜</translation>
    </message>
</context>
<context>
    <name>saccade::ui::MethodPanel</name>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>The class that the map is of.</source>
        <translation>该图所针对的类别。</translation>
    </message>
    <message>
        <source>Class to compare with</source>
        <translation>用来对比的类别</translation>
    </message>
    <message>
        <source>The class that it is compared with; the runner-up is the most probable other one.</source>
        <translation>与之对比的类别；“次高”是除所选类别外最可能的类别。</translation>
    </message>
    <message>
        <source>Heads become one by</source>
        <translation>头的合并方式</translation>
    </message>
    <message>
        <source>How the heads of a layer become one map before they are followed through the layers.</source>
        <translation>在逐层跟踪之前，如何把一层的各个头合并成一张图。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>舍弃</translation>
    </message>
    <message>
        <source>The share of each query's keys, the weakest, that is set to 0 before the layers are followed; CLS is always kept.</source>
        <translation>逐层跟踪之前，每个查询最弱的键中置为 0 的比例；CLS 始终保留。</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>头</translation>
    </message>
    <message>
        <source>Predicted: %1</source>
        <translation>预测：%1</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>预测的类别</translation>
    </message>
    <message>
        <source>Runner-up: %1</source>
        <translation>次高：%1</translation>
    </message>
    <message>
        <source>Runner-up</source>
        <translation>次高类别</translation>
    </message>
    <message>
        <source>This model has no attention: it is a CNN. What is listed under “%1” works.</source>
        <translation>该模型没有注意力：它是 CNN。“%1”下列出的方法可以使用。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::ModelAtlas</name>
    <message>
        <source>Into the model: %1</source>
        <translation>模型内部：%1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>滤波器</translation>
    </message>
    <message>
        <source>Offsets</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>Importance of heads</source>
        <translation>头的重要性</translation>
    </message>
    <message>
        <source>For each patch, where it lies: the cosine of its learned position embedding with that of every other patch.</source>
        <translation>每个图像块在其所在处：它学到的位置嵌入与其他每个图像块的位置嵌入的余弦。</translation>
    </message>
    <message>
        <source>For each patch, where it lies: the cosine of its fixed sine-cosine position embedding with that of every other patch.</source>
        <translation>每个图像块在其所在处：它固定的正弦余弦位置嵌入与其他每个图像块的位置嵌入的余弦。</translation>
    </message>
    <message>
        <source>The first %1 principal components of the %2 filters of the first layer, the strongest first; they hold %3 % of the filters&apos; variance. Mid-grey is 0.</source>
        <translation>第一层 %2 个滤波器的前 %1 个主成分，最强的在前；它们占滤波器方差的 %3%。中灰色为 0。</translation>
    </message>
    <message>
        <source>The %1 filters of the first layer. Mid-grey is 0; each has the contrast that fills its colours.</source>
        <translation>第一层的 %1 个滤波器。中灰色为 0；每个滤波器的对比度都拉满。</translation>
    </message>
    <message>
        <source>Mean attention between patches by how far apart they lie, over %1 pictures: layers down, heads across. The patch that looks is in the middle. Each map has its own scale, from 0.</source>
        <translation>图像块之间按相对位置平均的注意力，取自 %1 张图片：行为层，列为头。发出注意力的图像块在中间。每张图各用各的色标，从 0 开始。</translation>
    </message>
    <message>
        <source>What changes when one head is muted, over %1 pictures: accuracy in percentage points, and below it the true class&apos;s logit. The whole model is right on %2 % of them. Layers down, heads across.</source>
        <translation>静音一个头时的变化，取自 %1 张图片：上为准确率（百分点），下为真实类别的 logit。完整模型在其中 %2% 上正确。行为层，列为头。</translation>
    </message>
    <message>
        <source>Orange is alike, blue opposed.</source>
        <translation>橙色为相似，蓝色为相反。</translation>
    </message>
    <message>
        <source>None are opposed: the darkest is %1, the lightest 1.</source>
        <translation>没有相反的：最暗处为 %1，最亮处为 1。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::ModelNotes</name>
    <message>
        <source>No file says how many attention heads there are; taken are %1, as in published models of width %2.</source>
        <translation>没有文件说明注意力头的数量；按宽度为 %2 的已发布模型取 %1 个。</translation>
    </message>
    <message>
        <source>The file has no classifier: in place of classes stand the features behind the last norm, as they are.</source>
        <translation>文件中没有分类器：类别的位置上是最后一个归一化层之后的特征，未作改动。</translation>
    </message>
    <message>
        <source>The names of the %1 classes are those of %2.</source>
        <translation>%1 个类别的名称取自 %2。</translation>
    </message>
    <message>
        <source>No file names the %1 classes; they are numbered.</source>
        <translation>没有文件给出 %1 个类别的名称；改用编号。</translation>
    </message>
    <message>
        <source>Pictures are normalised as %1 says.</source>
        <translation>图片按 %1 的说明归一化。</translation>
    </message>
    <message>
        <source>No file says how pictures are normalised; taken are mean 0.5 and deviation 0.5, as most published vision transformers want.</source>
        <translation>没有文件说明图片如何归一化；取均值 0.5、标准差 0.5，大多数已发布的视觉 Transformer 都如此。</translation>
    </message>
    <message>
        <source>Positions were interpolated (bicubic) from %1 × %1 patches to %2 × %2.</source>
        <translation>位置编码已从 %1 × %1 个图像块（双三次）插值为 %2 × %2。</translation>
    </message>
    <message>
        <source>I have read it</source>
        <translation>我已阅读</translation>
    </message>
    <message>
        <source>Close these notes</source>
        <translation>关闭这些说明</translation>
    </message>
</context>
<context>
    <name>saccade::ui::OpenDataDialog</name>
    <message>
        <source>CIFAR-10 folder</source>
        <translation>CIFAR-10 文件夹</translation>
    </message>
    <message>
        <source>A folder with data_batch_1.bin and its like, or one that holds a cifar-10-batches-bin folder</source>
        <translation>含有 data_batch_1.bin 等文件的文件夹，或含有 cifar-10-batches-bin 的文件夹</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open Data Set</source>
        <translation>打开数据集</translation>
    </message>
    <message>
        <source>folder with the .bin files</source>
        <translation>.bin 文件所在的文件夹</translation>
    </message>
    <message>
        <source>CIFAR-10, from a folder</source>
        <translation>CIFAR-10，来自文件夹</translation>
    </message>
    <message>
        <source>The binary version, unpacked: data_batch_1.bin to data_batch_5.bin and test_batch.bin.</source>
        <translation>解压后的二进制版本：data_batch_1.bin 至 data_batch_5.bin 和 test_batch.bin。</translation>
    </message>
    <message>
        <source>Shapes, built in</source>
        <translation>Shapes，内置</translation>
    </message>
    <message>
        <source>Simple shapes drawn by the program, at once and without a download. What a model should look at is known for every picture.</source>
        <translation>由程序当场绘制的简单形状，无需下载。每张图片中模型应该看哪里都是已知的。</translation>
    </message>
    <message>
        <source>Work with the Shapes pictures</source>
        <translation>使用 Shapes 图片</translation>
    </message>
    <message>
        <source>Choose the folder first.</source>
        <translation>请先选择文件夹。</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>文件夹不存在。</translation>
    </message>
    <message>
        <source>This folder holds no test_batch.bin, nor a cifar-10-batches-bin folder with one.</source>
        <translation>此文件夹中没有 test_batch.bin，也没有包含它的 cifar-10-batches-bin 文件夹。</translation>
    </message>
    <message>
        <source>Open the pictures of this folder</source>
        <translation>打开此文件夹中的图片</translation>
    </message>
</context>
<context>
    <name>saccade::ui::PathField</name>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Browse for: %1</source>
        <translation>浏览：%1</translation>
    </message>
</context>
<context>
    <name>saccade::ui::PictureCanvas</name>
    <message>
        <source>Picture with the attention map</source>
        <translation>图片与注意力图</translation>
    </message>
    <message>
        <source>Choose a picture to see where the model looks.</source>
        <translation>选择一张图片，查看模型在看哪里。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::PictureCaption</name>
    <message>
        <source>CLS</source>
        <translation>CLS</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>See from the CLS token</source>
        <translation>以 CLS 词元为查询</translation>
    </message>
    <message>
        <source>Pin the query</source>
        <translation>固定查询</translation>
    </message>
    <message>
        <source>The model is looking at the picture …</source>
        <translation>模型正在看这张图片…</translation>
    </message>
    <message>
        <source>This model has no attention maps.</source>
        <translation>这个模型没有注意力图。</translation>
    </message>
    <message>
        <source>Layer %1, head %2</source>
        <translation>第 %1 层，第 %2 头</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;, seen from &lt;b&gt;CLS&lt;/b&gt;: what the class is read from.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;，以 &lt;b&gt;CLS&lt;/b&gt; 为查询：类别由它读出。</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;, seen from &lt;b&gt;%2&lt;/b&gt;: where this patch looks.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;，以&lt;b&gt;%2&lt;/b&gt; 为查询：这个图像块在看哪里。</translation>
    </message>
    <message>
        <source>Rows sum to 1; %1 of it goes to CLS.</source>
        <translation>每行之和为 1；其中 %1 投向 CLS。</translation>
    </message>
    <message>
        <source>Rows sum to 1.</source>
        <translation>每行之和为 1。</translation>
    </message>
    <message>
        <source>Value under the cursor: &lt;b&gt;%1&lt;/b&gt;</source>
        <translation>光标处的值：&lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Some values are not numbers: the model&apos;s weights have run away.</source>
        <translation>有些值不是数值：模型的权重已发散。</translation>
    </message>
    <message>
        <source>There is no map yet.</source>
        <translation>还没有注意力图。</translation>
    </message>
    <message>
        <source>This model has no CLS token: it pools its patches.</source>
        <translation>这个模型没有 CLS 词元：它对图像块做池化。</translation>
    </message>
    <message>
        <source>See from the CLS token, which the class is read from (C).</source>
        <translation>以 CLS 词元为查询，类别由它读出（C）。</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>Let the query follow the mouse again (Esc).</source>
        <translation>让查询重新跟随鼠标（Esc）。</translation>
    </message>
    <message>
        <source>Hold on to this query (Enter, or a click on its patch).</source>
        <translation>固定这个查询（Enter，或点击其图像块）。</translation>
    </message>
    <message>
        <source>Rows sum to 1; %1 of it goes to CLS and registers.</source>
        <translation>每行之和为 1；其中 %1 投向 CLS 和寄存器词元。</translation>
    </message>
    <message>
        <source>Rows sum to 1; %1 of it goes to the registers.</source>
        <translation>每行之和为 1；其中 %1 投向寄存器词元。</translation>
    </message>
    <message>
        <source>The method is being computed …</source>
        <translation>正在计算该方法……</translation>
    </message>
</context>
<context>
    <name>saccade::ui::PictureHeader</name>
    <message>
        <source>The picture&apos;s true class</source>
        <translation>图片的真实类别</translation>
    </message>
    <message>
        <source>The class that the model finds most probable</source>
        <translation>模型认为最可能的类别</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>picture alone</source>
        <extracomment>behind the name of a key, which is held down</extracomment>
        <translation>只看图片</translation>
    </message>
    <message>
        <source>Hold Shift, or Space, to see the picture without the map.</source>
        <translation>按住 Shift 或空格键，查看没有注意力图的图片。</translation>
    </message>
    <message>
        <source>predicted %1</source>
        <translation>预测：%1</translation>
    </message>
    <message>
        <source>predicted %1 ✓</source>
        <translation>预测：%1 ✓</translation>
    </message>
    <message>
        <source>predicted %1 ✗</source>
        <translation>预测：%1 ✗</translation>
    </message>
</context>
<context>
    <name>saccade::ui::PinStrip</name>
    <message>
        <source>Pinned pictures</source>
        <translation>已钉住的图片</translation>
    </message>
    <message>
        <source>test #%1, %2</source>
        <translation>测试 #%1，%2</translation>
    </message>
    <message>
        <source>train #%1, %2</source>
        <translation>训练 #%1，%2</translation>
    </message>
    <message>
        <source>%1: a click shows it. Shift+I on it lets go of it.</source>
        <translation>%1：点击显示它；在它上面按 Shift+I 可取消钉住。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::PresetChooser</name>
    <message>
        <source>%1 · %2 parameters · %3 tokens</source>
        <translation>%1 · %2 参数 · %3 词元</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>%1 · %2 parameters</source>
        <translation>%1 · %2 参数</translation>
    </message>
    <message>
        <source>Width × depth × heads of the transformer, its weights, and how many tokens it makes of a picture</source>
        <translation>Transformer 的宽度 × 深度 × 头数、权重数，以及一张图片变成多少个词元</translation>
    </message>
    <message>
        <source>no model can be built of this</source>
        <translation>无法据此构建模型</translation>
    </message>
    <message>
        <source>Changed: %1. &lt;a href=&quot;reset&quot;&gt;Take the preset again&lt;/a&gt;</source>
        <translation>已改动：%1。&lt;a href=&quot;reset&quot;&gt;恢复预设&lt;/a&gt;</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>A model and a recipe that fit each other, to begin with. Everything can be changed below.</source>
        <translation>一套相互匹配的模型与训练方案，便于入手。下面的每一项都可更改。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::PythonBox</name>
    <message>
        <source>Python lines</source>
        <translation>Python 代码</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the Python lines</source>
        <translation>复制这几行 Python 代码</translation>
    </message>
</context>
<context>
    <name>saccade::ui::RunBar</name>
    <message>
        <source>Epoch %1 of about %2</source>
        <translation>轮次 %1 / 约 %2</translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>轮次 %1 / %2</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>尚未训练</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>How much of the run is done</source>
        <translation>训练已完成多少</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Done: 1 epoch</source>
        <translation>完成：1 个轮次</translation>
    </message>
    <message>
        <source>Done: %1 epochs</source>
        <translation>完成：%1 个轮次</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 步</translation>
    </message>
    <message>
        <source>Stopped after step %1</source>
        <translation>在第 %1 步后停止</translation>
    </message>
    <message>
        <source>The run was stopped; its model is kept.</source>
        <translation>训练已停止；模型已保留。</translation>
    </message>
    <message>
        <source>The run failed</source>
        <translation>训练失败</translation>
    </message>
</context>
<context>
    <name>saccade::ui::ScoreboardPanel</name>
    <message>
        <source>Score the methods</source>
        <translation>为各方法评分</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Probability while patches are taken away</source>
        <translation>逐步移除图像块时的概率</translation>
    </message>
    <message>
        <source>Probability while patches are put in</source>
        <translation>逐步加入图像块时的概率</translation>
    </message>
    <message>
        <source>Stop scoring</source>
        <translation>停止评分</translation>
    </message>
    <message>
        <source>How far the scoring is</source>
        <translation>评分进度</translation>
    </message>
    <message>
        <source>Scoring …</source>
        <translation>正在评分……</translation>
    </message>
    <message>
        <source>How well each map finds what “%1” is read from: the higher the score, the better.</source>
        <translation>每张图多大程度上找到了判断“%1”的依据：分数越高越好。</translation>
    </message>
    <message>
        <source>Every method is asked about this picture, and its patches are taken away and put in, the most important first. A good map's first patches change the answer most.</source>
        <translation>让每种方法分析这张图片，再按重要性从高到低移除和加入图像块。好的图，其最前面的图像块对答案改变最大。</translation>
    </message>
    <message>
        <source>The model has changed since these scores.</source>
        <translation>评分之后模型已改变。</translation>
    </message>
    <message>
        <source>The methods are being scored.</source>
        <translation>正在为各方法评分。</translation>
    </message>
    <message>
        <source>Ask every method about this picture and measure which one finds what counts</source>
        <translation>让每种方法分析这张图片，并衡量哪一种找到了关键之处</translation>
    </message>
    <message>
        <source>Scoring: %1</source>
        <translation>正在评分：%1</translation>
    </message>
</context>
<context>
    <name>saccade::ui::ScoreboardTable</name>
    <message>
        <source>Methods by rank</source>
        <translation>按名次排列的方法</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Deletion</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Insertion</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Click a method to see its map over the picture; Ctrl and a click adds its curves.</source>
        <translation>单击某个方法可在图片上查看它的图；按住 Ctrl 单击可添加它的曲线。</translation>
    </message>
    <message>
        <source>The area under the class's probability while patches are taken away, the most important first: the lower, the better.</source>
        <translation>按重要性从高到低移除图像块时，该类别概率曲线下的面积：越低越好。</translation>
    </message>
    <message>
        <source>The area under the class's probability while patches are put in, the most important first: the higher, the better.</source>
        <translation>按重要性从高到低加入图像块时，该类别概率曲线下的面积：越高越好。</translation>
    </message>
    <message>
        <source>Insertion less deletion: what the rows are ranked by.</source>
        <translation>插入减去删除：各行按此排名。</translation>
    </message>
    <message>
        <source>A baseline, which knows nothing of the model: what a method has to beat.</source>
        <translation>一个对模型一无所知的基线：方法必须胜过它。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::ShortcutsDialog</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>saccade::ui::ShownForm</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Blend between patch centres. Off, each patch has one colour up to its edge.</source>
        <translation>在图像块中心之间平滑过渡。关闭时，每个图像块从中心到边缘为同一颜色。</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>统一</translation>
    </message>
    <message>
        <source>From lowest</source>
        <translation>从最小值起</translation>
    </message>
    <message>
        <source>The colours begin at the map&apos;s lowest value, so that small differences show. Off, they begin at 0, and an even map looks even.</source>
        <translation>颜色从注意力图的最小值开始，微小的差异也能看清。关闭时从 0 开始，均匀的图看起来就是均匀的。</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>色标</translation>
    </message>
    <message>
        <source>One scale for the maps of all layers and heads, so that their colours compare. Off, each map&apos;s lightest patch is its highest.</source>
        <translation>所有层和头的注意力图使用同一色标，颜色可以相互比较。关闭时，每张图最亮的图像块就是它的最大值。</translation>
    </message>
    <message>
        <source>The token that the map is seen from. Point at a patch to choose it, click to pin it.</source>
        <translation>注意力图以哪个词元为查询。指向一个图像块即选择它，点击则固定它。</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>How much the map&apos;s colours cover the picture where the map is highest; less where it is lower. At 0 the picture is as it is.</source>
        <translation>注意力图最大处的颜色覆盖图片的程度；值低处覆盖较少。为 0 时显示图片原样。</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>The map&apos;s colours. Every choice rises evenly in lightness.</source>
        <translation>注意力图的配色。每种配色的亮度都均匀上升。</translation>
    </message>
    <message>
        <source>head</source>
        <translation>头</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>There is no map yet.</source>
        <translation>还没有注意力图。</translation>
    </message>
    <message>
        <source>The block whose attention is shown, 0 to %1 ([ and ])</source>
        <translation>显示哪一层的注意力，0 到 %1（[ 和 ]）</translation>
    </message>
    <message>
        <source>The head of that block, 0 to %1 (comma and full stop)</source>
        <translation>该层的哪一个头，0 到 %1（逗号和句点）</translation>
    </message>
    <message>
        <source>%1, pinned</source>
        <translation>%1，已固定</translation>
    </message>
    <message>
        <source>This model has no attention maps.</source>
        <translation>此模型没有注意力图。</translation>
    </message>
    <message>
        <source>The map's colours: blue below 0, orange above it, as light on either side.</source>
        <translation>图的颜色：低于 0 为蓝色，高于 0 为橙色，两侧明度相同。</translation>
    </message>
    <message>
        <source>This method does not read it.</source>
        <translation>该方法不使用它。</translation>
    </message>
    <message>
        <source>One scale for all maps of this method since it was chosen, so that their colours compare. Off, each map's lightest patch is its highest.</source>
        <translation>自选择该方法以来的所有图共用一个色标，使颜色可以相互比较。关闭时，每张图最亮的图像块就是它的最高值。</translation>
    </message>
    <message>
        <source>This map is signed: its scale has 0 in the middle.</source>
        <translation>该图带符号：其色标中间为 0。</translation>
    </message>
    <message>
        <source>all patches</source>
        <translation>所有图像块</translation>
    </message>
</context>
<context>
    <name>saccade::ui::SortButton</name>
    <message>
        <source>As in the data set</source>
        <translation>按数据集顺序</translation>
    </message>
    <message>
        <source>Order ↑</source>
        <translation>顺序 ↑</translation>
    </message>
    <message>
        <source>As in the data set, last first</source>
        <translation>按数据集倒序</translation>
    </message>
    <message>
        <source>Order ↓</source>
        <translation>顺序 ↓</translation>
    </message>
    <message>
        <source>Most confident first</source>
        <translation>置信度从高到低</translation>
    </message>
    <message>
        <source>Confidence ↓</source>
        <translation>置信度 ↓</translation>
    </message>
    <message>
        <source>Least confident first</source>
        <translation>置信度从低到高</translation>
    </message>
    <message>
        <source>Confidence ↑</source>
        <translation>置信度 ↑</translation>
    </message>
    <message>
        <source>Highest loss first</source>
        <translation>损失从高到低</translation>
    </message>
    <message>
        <source>Loss ↓</source>
        <translation>损失 ↓</translation>
    </message>
    <message>
        <source>Lowest loss first</source>
        <translation>损失从低到高</translation>
    </message>
    <message>
        <source>Loss ↑</source>
        <translation>损失 ↑</translation>
    </message>
    <message>
        <source>The order of the pictures</source>
        <translation>图片的顺序</translation>
    </message>
    <message>
        <source>The order of the pictures. %1</source>
        <translation>图片的顺序。%1</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
</context>
<context>
    <name>saccade::ui::SpecForms</name>
    <message>
        <source>Only Adam and AdamW have this.</source>
        <translation>只有 Adam 和 AdamW 有此项。</translation>
    </message>
    <message>
        <source>With a constant schedule the rate does not fall.</source>
        <translation>采用恒定调度时学习率不下降。</translation>
    </message>
    <message>
        <source>Only SGD and Muon have a momentum of their own.</source>
        <translation>只有 SGD 和 Muon 有单独的动量。</translation>
    </message>
    <message>
        <source>A CNN has no tokens and no heads.</source>
        <translation>CNN 没有词元，也没有头。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::StatusLine</name>
    <message>
        <source>saved just now</source>
        <translation>刚刚保存</translation>
    </message>
    <message>
        <source>saved %1 ago</source>
        <translation>%1前已保存</translation>
    </message>
    <message>
        <source>State of the worker</source>
        <translation>后台工作的状态</translation>
    </message>
    <message>
        <source>What the program is doing beside the window</source>
        <translation>程序在窗口之外正在做什么</translation>
    </message>
    <message>
        <source>Training pictures a second, over the last second or so</source>
        <translation>最近一秒左右每秒训练的图片数</translation>
    </message>
    <message>
        <source>Main memory that the program holds, the data set included</source>
        <translation>程序占用的内存，包括数据集</translation>
    </message>
    <message>
        <source>The model that is looked at: width × depth × heads, and its weights</source>
        <translation>正在查看的模型：宽度 × 深度 × 头数，以及权重数</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>%1 images/s</source>
        <translation>%1 图片/秒</translation>
    </message>
    <message>
        <source>%1, %2 parameters</source>
        <translation>%1，%2 参数</translation>
    </message>
    <message>
        <source>run “%1”</source>
        <translation>训练“%1”</translation>
    </message>
    <message>
        <source>memory %1</source>
        <translation>内存 %1</translation>
    </message>
    <message>
        <source>%1, untrained</source>
        <translation>%1，未训练</translation>
    </message>
</context>
<context>
    <name>saccade::ui::TimelineCanvas</name>
    <message>
        <source>Maps of the pinned pictures</source>
        <translation>已钉住图片的注意力图</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>class, probability</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Colours as in the large picture: each map from 0 to its highest value, unless another scale is chosen there</source>
        <translation>颜色与大图一致：每张图从 0 到各自的最大值，除非在那里选了别的标度</translation>
    </message>
</context>
<context>
    <name>saccade::ui::TimelineControls</name>
    <message>
        <source>Moment of the run</source>
        <translation>训练的时刻</translation>
    </message>
    <message>
        <source>Shows how the maps change from this moment on, in colours that tell more from less</source>
        <translation>显示从这一时刻起注意力图的变化，用颜色区分增加与减少</translation>
    </message>
    <message>
        <source>Stop at this moment</source>
        <translation>停在这一时刻</translation>
    </message>
    <message>
        <source>Play the run from here</source>
        <translation>从这里开始播放训练过程</translation>
    </message>
    <message>
        <source>Change since step %1</source>
        <translation>自第 %1 步以来的变化</translation>
    </message>
    <message>
        <source>Compare with here</source>
        <translation>与此刻比较</translation>
    </message>
    <message>
        <source>step %1, epoch %2</source>
        <translation>第 %1 步，第 %2 轮</translation>
    </message>
    <message>
        <source>%1, loss %2</source>
        <comment>step and epoch, loss</comment>
        <translation>%1，损失 %2</translation>
    </message>
</context>
<context>
    <name>saccade::ui::TimelineLink</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Where the model looked on the pinned pictures, moment by moment</source>
        <translation>模型在各个时刻看向已钉住图片的哪里</translation>
    </message>
    <message>
        <source>Open a run&apos;s timeline: the run&apos;s folder</source>
        <translation>打开一次训练的时间线：选择其文件夹</translation>
    </message>
    <message>
        <source>Only pictures of the data set can be pinned.</source>
        <translation>只能钉住数据集中的图片。</translation>
    </message>
    <message>
        <source>Eight pictures are pinned already; Shift+I on one of them lets go of it.</source>
        <translation>已钉住八张图片；在其中一张上按 Shift+I 可取消钉住。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::TimelinePanel</name>
    <message>
        <source>All heads</source>
        <translation>所有头</translation>
    </message>
    <message>
        <source>Every head of the chosen layer, instead of the chosen one</source>
        <translation>显示所选层的每个头，而不只是所选的头</translation>
    </message>
    <message>
        <source>blue −%1, orange +%1</source>
        <translation>蓝 −%1，橙 +%1</translation>
    </message>
    <message>
        <source>The next run records the pictures that are pinned now.</source>
        <translation>下一次训练将记录现在钉住的图片。</translation>
    </message>
    <message>
        <source>Pin a picture (Shift+I) and press Train: its maps appear here while the model learns.</source>
        <translation>钉住一张图片（Shift+I）并按“训练”：模型学习时，它的注意力图会出现在这里。</translation>
    </message>
    <message>
        <source>Eight pictures are pinned, which is all that there is room for. Press Train: their maps appear here while the model learns.</source>
        <translation>已钉住八张图片，不能再多了。按“训练”：模型学习时，它们的注意力图会出现在这里。</translation>
    </message>
    <message>
        <source>Press Train: the maps of the pinned pictures appear here while the model learns.</source>
        <translation>按“训练”：模型学习时，已钉住图片的注意力图会出现在这里。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::StepWords</name>
    <message>
        <source>How well each key fits the query: their dot product, over √%1 so that it does not grow with the width. Highest at %2: %3.</source>
        <translation>每个键与查询有多相配：两者的点积，再除以 √%1，使它不随宽度增大。最高处在 %2：%3。</translation>
    </message>
    <message>
        <source>The scores become shares that add up to 1. Most goes to %1, %2; half of all lies on %3 of the %4 tokens.</source>
        <translation>分数变成总和为 1 的份额。%1 得到最多，为 %2；一半的注意力落在 %4 个词元中的 %3 个上。</translation>
    </message>
    <message>
        <source>A matrix mixes the heads, and the result is added to the token: the residual connection.</source>
        <translation>一个矩阵把各个头混合起来，结果加到词元上：这就是残差连接。</translation>
    </message>
    <message>
        <source>Its only head moves the token by a length of %1.</source>
        <translation>唯一的头使词元移动了 %1 的长度。</translation>
    </message>
    <message>
        <source>This head moves the token by a length of %1, the others by %2.</source>
        <translation>这个头使词元移动了 %1 的长度，其他头为 %2。</translation>
    </message>
    <message>
        <source>Then the sum is normalised.</source>
        <translation>随后对和作归一化。</translation>
    </message>
    <message>
        <source>Each token by itself: %1 detectors, of which %2 are above 0 here, then back to %3 numbers, which are added again.</source>
        <translation>每个词元单独进行：%1 个检测器，其中 %2 个在这里大于 0，然后变回 %3 个数，再加回去。</translation>
    </message>
    <message>
        <source>That is the layer&apos;s output.</source>
        <translation>这就是该层的输出。</translation>
    </message>
    <message>
        <source>The token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Its query</source>
        <translation>它的查询</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax 归一化</translation>
    </message>
    <message>
        <source>Values, weighted</source>
        <translation>加权的值</translation>
    </message>
    <message>
        <source>Heads side by side</source>
        <translation>各头并排</translation>
    </message>
    <message>
        <source>Mixed and added</source>
        <translation>混合并相加</translation>
    </message>
    <message>
        <source>Feed-forward network</source>
        <translation>前馈网络</translation>
    </message>
    <message>
        <source>The token that looks comes into the layer as %1 numbers. Layer normalisation brings them to one size: what attention reads.</source>
        <translation>正在看的词元以 %1 个数进入这一层。层归一化使它们大小一致，供注意力读取。</translation>
    </message>
    <message>
        <source>The token that looks comes into the layer as %1 numbers. This model normalises behind each part, so attention reads them as they are.</source>
        <translation>正在看的词元以 %1 个数进入这一层。这个模型在每一部分之后才归一化，所以注意力直接读取它们。</translation>
    </message>
    <message>
        <source>What this token looks for: a matrix makes %1 numbers of its %2, the query of head %3.</source>
        <translation>这个词元在寻找什么：一个矩阵把它的 %2 个数变成 %1 个数，即第 %3 头的查询。</translation>
    </message>
    <message>
        <source>What every token offers: its key, %1 numbers as a little mosaic in the token&apos;s place, all on one scale.</source>
        <translation>每个词元提供什么：它的键，%1 个数，在词元所在处画成小马赛克，全部用同一标度。</translation>
    </message>
    <message>
        <source>What each token has to say, its value, counts by its share; the sum is the head&apos;s output. The strongest are listed, on one scale: point at any other token to see it too.</source>
        <translation>每个词元要说的内容，即它的值，按份额计入；总和就是这个头的输出。这里用同一标度列出最强的几个：指向任何其他词元，也会显示它。</translation>
    </message>
    <message>
        <source>Every head does the same at the same time. Their outputs stand side by side, and the frame is around head %1.</source>
        <translation>所有的头同时做同样的事。它们的输出并排放置，方框标出的是第 %1 头。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::StepsDialog</name>
    <message>
        <source>Step through</source>
        <translation>逐步演示</translation>
    </message>
    <message>
        <source>There is no picture that a model has looked at.</source>
        <translation>还没有模型看过的图片。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>The step before</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Play the steps</source>
        <translation>播放各步</translation>
    </message>
    <message>
        <source>The next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>The model&apos;s own numbers. Orange is above 0, blue below. Point at a token to follow it through every step; a click makes it the query.</source>
        <translation>都是模型自己的数。橙色大于 0，蓝色小于 0。指向一个词元，即可在每一步中跟踪它；单击使它成为查询。</translation>
    </message>
    <message>
        <source>This model is a convolutional network: it has no attention to step through.</source>
        <translation>这个模型是卷积网络：没有可以逐步演示的注意力。</translation>
    </message>
    <message>
        <source>Layer %1, head %2, seen from %3</source>
        <translation>第 %1 层，第 %2 头，查询：%3</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>No token is marked.</source>
        <translation>没有标记词元。</translation>
    </message>
    <message>
        <source>%1: score %2, share %3</source>
        <translation>%1：分数 %2，份额 %3</translation>
    </message>
</context>
<context>
    <name>saccade::ui::StepsView</name>
    <message>
        <source>the heads, mixed</source>
        <translation>混合后的各头</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>和</translation>
    </message>
    <message>
        <source>y, normalised</source>
        <translation>归一化的 y</translation>
    </message>
    <message>
        <source>detectors</source>
        <translation>检测器</translation>
    </message>
    <message>
        <source>behind GELU</source>
        <translation>GELU 之后</translation>
    </message>
    <message>
        <source>behind ReLU</source>
        <translation>ReLU 之后</translation>
    </message>
    <message>
        <source>what is added</source>
        <translation>所加的数</translation>
    </message>
</context>
<context>
    <name>saccade::ui::StripList</name>
    <message>
        <source>Vectors as strips of colour</source>
        <translation>以色条表示的向量</translation>
    </message>
    <message>
        <source>%1: %2 numbers, at most %3 from 0</source>
        <translation>%1：%2 个数，距 0 最多 %3</translation>
    </message>
    <message>
        <source>%1, value %2: %3</source>
        <translation>%1，第 %2 个值：%3</translation>
    </message>
    <message>
        <source>all others</source>
        <translation>所有其他词元</translation>
    </message>
    <message>
        <source>sum: the output o</source>
        <translation>和：输出 o</translation>
    </message>
</context>
<context>
    <name>saccade::ui::TokenGrid</name>
    <message>
        <source>register %1</source>
        <translation>寄存器 %1</translation>
    </message>
    <message>
        <source>Tokens in their places</source>
        <translation>各词元在其位置上</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>saccade::ui::TrainingActions</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Halve the learning rate</source>
        <translation>学习率减半</translation>
    </message>
    <message>
        <source>Double the learning rate</source>
        <translation>学习率加倍</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Train a model with the settings of the training panel</source>
        <translation>按训练面板的设置训练模型</translation>
    </message>
    <message>
        <source>Hold the run after the present batch; the model stays loaded</source>
        <translation>当前批次之后暂停训练；模型保持加载</translation>
    </message>
    <message>
        <source>Go on where the run was held</source>
        <translation>从暂停处继续训练</translation>
    </message>
    <message>
        <source>The run is ending: the present batch is finished and the model saved.</source>
        <translation>训练正在结束：完成当前批次并保存模型。</translation>
    </message>
    <message>
        <source>End the run after the present batch and keep its model</source>
        <translation>当前批次之后结束训练，并保留模型</translation>
    </message>
    <message>
        <source>The run is ending already.</source>
        <translation>训练已在结束中。</translation>
    </message>
    <message>
        <source>There is no run to stop.</source>
        <translation>没有可停止的训练。</translation>
    </message>
    <message>
        <source>The learning rate can be changed while a run goes on.</source>
        <translation>训练进行时可以更改学习率。</translation>
    </message>
    <message>
        <source>The learning rate is %1 times the scheduled one; begin a new run to go further.</source>
        <translation>学习率已是调度值的 %1 倍；要继续更改请开始新的训练。</translation>
    </message>
    <message>
        <source>Now %1 times the scheduled one.</source>
        <translation>目前是调度值的 %1 倍。</translation>
    </message>
    <message>
        <source>Halve the learning rate from the next batch on. %1</source>
        <translation>从下一批次起学习率减半。%1</translation>
    </message>
    <message>
        <source>Double the learning rate from the next batch on. %1</source>
        <translation>从下一批次起学习率加倍。%1</translation>
    </message>
</context>
<context>
    <name>saccade::ui::TrainingPanel</name>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>训练方案</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>本次训练</translation>
    </message>
    <message>
        <source>A run is going on; stop it to begin another.</source>
        <translation>训练正在进行；停止后才能开始新的训练。</translation>
    </message>
    <message>
        <source>Open a data set first: there is nothing to train on.</source>
        <translation>请先打开一个数据集：没有可供训练的数据。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>A run is going on with this. Stop it to change it; only the learning rate can be changed meanwhile, below.</source>
        <translation>训练正在使用此项。停止后才能更改；其间只有下方的学习率可以更改。</translation>
    </message>
    <message>
        <source>Begin a run with these settings</source>
        <translation>按这些设置开始训练</translation>
    </message>
</context>
<context>
    <name>saccade::ui::TrainingSession</name>
    <message>
        <source>The training thread could not be started: %1.</source>
        <translation>无法启动训练线程：%1。</translation>
    </message>
    <message>
        <source>Training ended for a reason that it did not tell.</source>
        <translation>训练因未说明的原因结束。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::WindowActions</name>
    <message>
        <source>&amp;Find this head&apos;s pictures…</source>
        <translation>查找此头的图片(&amp;F)…</translation>
    </message>
    <message>
        <source>The pictures that excite the chosen head most, and its mean map of each class</source>
        <translation>最能激发所选头的图片，以及它在每个类别上的平均图</translation>
    </message>
    <message>
        <source>Hybrid, trained on %1</source>
        <translation>混合模型，在 %1 上训练</translation>
    </message>
    <message>
        <source>Vision transformer, trained on %1</source>
        <translation>视觉 Transformer，在 %1 上训练</translation>
    </message>
    <message>
        <source>A trained model that came with the program</source>
        <translation>程序自带的训练好的模型</translation>
    </message>
    <message>
        <source>&amp;Included models</source>
        <translation>自带模型(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Open data set…</source>
        <translation>打开数据集(&amp;O)…</translation>
    </message>
    <message>
        <source>CIFAR-10 from a folder or the internet, or Shapes</source>
        <translation>来自文件夹或网络的 CIFAR-10，或 Shapes</translation>
    </message>
    <message>
        <source>Open &amp;model…</source>
        <translation>打开模型(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Resume a run…</source>
        <translation>继续以前的训练(&amp;R)…</translation>
    </message>
    <message>
        <source>Go on with a run that was stopped, from its newest checkpoint</source>
        <translation>从最新的检查点继续一次已停止的训练</translation>
    </message>
    <message>
        <source>&amp;Export model…</source>
        <translation>导出模型(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Stop what is running, save it, and leave</source>
        <translation>停止正在进行的工作，保存并退出</translation>
    </message>
    <message>
        <source>&amp;Next picture</source>
        <translation>下一张图片(&amp;N)</translation>
    </message>
    <message>
        <source>The next picture of the gallery</source>
        <translation>图库中的下一张图片</translation>
    </message>
    <message>
        <source>&amp;Previous picture</source>
        <translation>上一张图片(&amp;P)</translation>
    </message>
    <message>
        <source>The picture before this one</source>
        <translation>当前图片的前一张</translation>
    </message>
    <message>
        <source>Next &amp;layer</source>
        <translation>下一层(&amp;L)</translation>
    </message>
    <message>
        <source>One layer deeper</source>
        <translation>深入一层</translation>
    </message>
    <message>
        <source>Previous layer</source>
        <translation>上一层</translation>
    </message>
    <message>
        <source>One layer up</source>
        <translation>回退一层</translation>
    </message>
    <message>
        <source>Next &amp;head</source>
        <translation>下一个头(&amp;H)</translation>
    </message>
    <message>
        <source>The next head of this layer</source>
        <translation>这一层的下一个头</translation>
    </message>
    <message>
        <source>Previous head</source>
        <translation>上一个头</translation>
    </message>
    <message>
        <source>The head before this one</source>
        <translation>当前头的前一个</translation>
    </message>
    <message>
        <source>Look from &amp;CLS</source>
        <translation>以 CLS 为查询(&amp;C)</translation>
    </message>
    <message>
        <source>The class token is the query</source>
        <translation>以类别词元 (CLS) 作为查询</translation>
    </message>
    <message>
        <source>P&amp;in or release the query</source>
        <translation>固定或松开查询(&amp;I)</translation>
    </message>
    <message>
        <source>Keep looking from this patch</source>
        <translation>保持以这个图像块为查询</translation>
    </message>
    <message>
        <source>&amp;More of the map</source>
        <translation>加重注意力图(&amp;M)</translation>
    </message>
    <message>
        <source>Raise the map&apos;s opacity</source>
        <translation>提高注意力图的不透明度</translation>
    </message>
    <message>
        <source>&amp;Less of the map</source>
        <translation>减淡注意力图(&amp;L)</translation>
    </message>
    <message>
        <source>Lower the map&apos;s opacity</source>
        <translation>降低注意力图的不透明度</translation>
    </message>
    <message>
        <source>Predict the &amp;test pictures</source>
        <translation>预测测试图片(&amp;T)</translation>
    </message>
    <message>
        <source>Ask the model about every test picture: the gallery can then show the wrong ones</source>
        <translation>让模型预测每一张测试图片：图库随后可显示判错的图片</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>Set up a run and watch its curves</source>
        <translation>设置训练并观察曲线</translation>
    </message>
    <message>
        <source>&amp;Explore</source>
        <translation>探索(&amp;E)</translation>
    </message>
    <message>
        <source>Look at pictures and where the heads look</source>
        <translation>查看图片以及各个头在看哪里</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>Light or dark as the desktop is</source>
        <translation>深浅与桌面一致</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>Always light</source>
        <translation>始终使用浅色</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Always dark</source>
        <translation>始终使用深色</translation>
    </message>
    <message>
        <source>&amp;Find an action…</source>
        <translation>查找操作(&amp;F)…</translation>
    </message>
    <message>
        <source>Every action, by its name</source>
        <translation>按名称查找任何操作</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>Every action and its keys</source>
        <translation>所有操作及其快捷键</translation>
    </message>
    <message>
        <source>&amp;About Saccade</source>
        <translation>关于 Saccade(&amp;A)</translation>
    </message>
    <message>
        <source>Version, licence, and what this machine was found to be</source>
        <translation>版本、许可证以及本机的检测结果</translation>
    </message>
    <message>
        <source>The language that the program speaks from its next start on</source>
        <translation>程序从下次启动起使用的语言</translation>
    </message>
    <message>
        <source>Language of the &amp;system</source>
        <translation>系统语言(&amp;S)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Picture</source>
        <translation>图片(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>配色(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Look int&amp;o the model…</source>
        <translation>查看模型内部(&amp;O)…</translation>
    </message>
    <message>
        <source>Position embeddings, first filters, attention by offset, importance of heads</source>
        <translation>位置嵌入、第一层滤波器、按偏移的注意力、头的重要性</translation>
    </message>
    <message>
        <source>Open a run&apos;s &amp;timeline…</source>
        <translation>打开训练的时间线(&amp;T)…</translation>
    </message>
    <message>
        <source>What a run recorded of its pinned pictures, moment by moment</source>
        <translation>一次训练对已钉住图片的逐时刻记录</translation>
    </message>
    <message>
        <source>Pin the picture or let &amp;go of it</source>
        <translation>钉住图片或取消钉住(&amp;G)</translation>
    </message>
    <message>
        <source>The next run records where the model looks on it while it learns</source>
        <translation>下一次训练会在学习过程中记录模型看向它的哪里</translation>
    </message>
    <message>
        <source>Compare &amp;with another model</source>
        <translation>与另一个模型比较(&amp;W)</translation>
    </message>
    <message>
        <source>Two models on this picture, side by side, and the difference of their maps</source>
        <translation>两个模型对这张图片的注意力图并排，以及两者之差</translation>
    </message>
    <message>
        <source>Step thro&amp;ugh</source>
        <translation>逐步演示(&amp;U)</translation>
    </message>
    <message>
        <source>What this head computes for the query, step by step, with the model&apos;s own numbers</source>
        <translation>这个头为查询所做的计算，一步一步，用模型自己的数</translation>
    </message>
    <message>
        <source>&amp;Score the methods</source>
        <translation>为各方法评分(&amp;S)</translation>
    </message>
    <message>
        <source>Ask every method about this picture and measure which one finds what counts</source>
        <translation>让每种方法分析这张图片，并衡量哪一种找到了关键之处</translation>
    </message>
    <message>
        <source>A model of this program, or a vision transformer of timm or transformers</source>
        <translation>本程序的模型，或 timm、transformers 的视觉 Transformer</translation>
    </message>
    <message>
        <source>Write the model for other programs</source>
        <translation>为其他程序写出模型</translation>
    </message>
</context>
<context>
    <name>saccade::ui::Workbench</name>
    <message>
        <source>Opening %1</source>
        <translation>正在打开 %1</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>Shapes</translation>
    </message>
    <message>
        <source>Own picture: %1</source>
        <translation>自己的图片：%1</translation>
    </message>
    <message>
        <source>A data set has to be open first: its classes are what a picture is told apart by.</source>
        <translation>请先打开一个数据集：图片将按其类别判断。</translation>
    </message>
    <message>
        <source>This model looks at pictures of %1 × %1 pixels, and those of the data set have %2 × %3. Open a picture of your own: it is brought to the model&apos;s size.</source>
        <translation>该模型看的是 %1 × %1 像素的图片，而数据集中的图片是 %2 × %3。请打开自己的图片：它会被调整到模型的尺寸。</translation>
    </message>
    <message>
        <source>This model knows other classes than the data set has: what it predicts cannot be held against the labels.</source>
        <translation>此模型的类别与数据集的类别不同：它的预测无法与标签对照。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::ClassPage</name>
    <message>
        <source>Average again</source>
        <translation>重新求平均</translation>
    </message>
    <message>
        <source>Mean map of each class</source>
        <translation>每个类别的平均图</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Maps cannot be averaged here.</source>
        <translation>此处无法对注意力图求平均。</translation>
    </message>
    <message>
        <source>There is no picture or no model yet.</source>
        <translation>还没有图片或模型。</translation>
    </message>
    <message>
        <source>pictures: %1</source>
        <translation>图片数：%1</translation>
    </message>
    <message>
        <source>Layer %1, head %2: what it looks at on the pictures of each class, on average. One scale for all classes, from 0.</source>
        <translation>第 %1 层，第 %2 头：它在每个类别的图片上平均看向何处。所有类别共用一个从 0 开始的色标。</translation>
    </message>
    <message>
        <source>These are the maps of the model as it is now.</source>
        <translation>显示的就是当前模型的平均图。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::FindDialog</name>
    <message>
        <source>Pictures of a head</source>
        <translation>一个头的图片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Mean map of each class</source>
        <translation>每个类别的平均图</translation>
    </message>
</context>
<context>
    <name>saccade::ui::FoundPage</name>
    <message>
        <source>Which pictures</source>
        <translation>哪些图片</translation>
    </message>
    <message>
        <source>Excites it most</source>
        <translation>最能激发它</translation>
    </message>
    <message>
        <source>Lowest entropy</source>
        <translation>熵最低</translation>
    </message>
    <message>
        <source>Looks farthest</source>
        <translation>看得最远</translation>
    </message>
    <message>
        <source>The pictures that were found</source>
        <translation>找到的图片</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Pictures cannot be looked for here.</source>
        <translation>此处无法查找图片。</translation>
    </message>
    <message>
        <source>There is no picture or no model yet.</source>
        <translation>还没有图片或模型。</translation>
    </message>
    <message>
        <source>test picture %1: %2</source>
        <translation>测试图片 %1：%2</translation>
    </message>
    <message>
        <source>training picture %1: %2</source>
        <translation>训练图片 %1：%2</translation>
    </message>
    <message>
        <source>Layer %1, head %2.</source>
        <translation>第 %1 层，第 %2 头。</translation>
    </message>
    <message>
        <source>The longest vector that the head adds to the residual stream at any token, longest first.</source>
        <translation>该头在任一词元处加入残差流的最长向量，最长的在前。</translation>
    </message>
    <message>
        <source>The entropy of what the head looks at, as a share of the highest that is possible, lowest first.</source>
        <translation>该头注意力的熵，以可能的最大值为 1，最低的在前。</translation>
    </message>
    <message>
        <source>How far the head looks on average, in pixels of the picture, farthest first.</source>
        <translation>该头平均看多远，以图片像素计，最远的在前。</translation>
    </message>
    <message>
        <source>Over each picture lies what the head looks at, on its own scale. A click opens the picture.</source>
        <translation>每张图片上叠加了该头看向之处，各用自己的色标。单击可打开该图片。</translation>
    </message>
    <message>
        <source>Look for layer %1, head %2</source>
        <translation>查找第 %1 层第 %2 头</translation>
    </message>
    <message>
        <source>These are its pictures, by the model as it is now.</source>
        <translation>显示的就是当前模型下它的图片。</translation>
    </message>
</context>
<context>
    <name>saccade::ui::WorkLine</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>saccade::ui::OutActions</name>
    <message>
        <source>Open a sessio&amp;n…</source>
        <translation>打开会话(&amp;N)…</translation>
    </message>
    <message>
        <source>Data set, model, picture and all that was chosen, as they were saved</source>
        <translation>数据集、模型、图片和所有选择，恢复到保存时的样子</translation>
    </message>
    <message>
        <source>&amp;Save the session…</source>
        <translation>保存会话(&amp;S)…</translation>
    </message>
    <message>
        <source>Data set, model, picture and all that is chosen, so that this view comes back</source>
        <translation>保存数据集、模型、图片和所有选择，以便日后重现此视图</translation>
    </message>
    <message>
        <source>Export this &amp;view…</source>
        <translation>导出此视图(&amp;V)…</translation>
    </message>
    <message>
        <source>A part of the window as PNG, SVG or PDF</source>
        <translation>把窗口的一部分存为 PNG、SVG 或 PDF</translation>
    </message>
    <message>
        <source>Export the m&amp;aps…</source>
        <translation>导出注意力图(&amp;A)…</translation>
    </message>
    <message>
        <source>The numbers behind the picture as .npy, with all settings as .json beside it</source>
        <translation>把图背后的数值存为 .npy，并在旁边用 .json 记录所有设置</translation>
    </message>
    <message>
        <source>Export the timeline as a &amp;film…</source>
        <translation>把时间线导出为动画(&amp;F)…</translation>
    </message>
    <message>
        <source>Every recorded moment of the pinned pictures: an animated GIF, or a PNG each</source>
        <translation>已钉住图片的每个记录时刻：一个 GIF 动画，或每个时刻一个 PNG</translation>
    </message>
    <message>
        <source>Open a session</source>
        <translation>打开会话</translation>
    </message>
    <message>
        <source>Sessions (*.saccade);;All files (*)</source>
        <translation>会话 (*.saccade);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save the session</source>
        <translation>保存会话</translation>
    </message>
    <message>
        <source>Sessions (*.saccade)</source>
        <translation>会话 (*.saccade)</translation>
    </message>
    <message>
        <source>Export the maps</source>
        <translation>导出注意力图</translation>
    </message>
    <message>
        <source>NumPy arrays (*.npy)</source>
        <translation>NumPy 数组 (*.npy)</translation>
    </message>
    <message>
        <source>Export the timeline</source>
        <translation>导出时间线</translation>
    </message>
    <message>
        <source>Animated GIF (*.gif);;A PNG picture each moment (*.png)</source>
        <translation>GIF 动画 (*.gif);;每个时刻一个 PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>Picture with its map</source>
        <translation>图片及其注意力图</translation>
    </message>
    <message>
        <source>Picture alone, without words</source>
        <translation>只有图片，不含文字</translation>
    </message>
    <message>
        <source>Layers and heads</source>
        <translation>层与头</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Step through</source>
        <translation>逐步演示</translation>
    </message>
    <message>
        <source>The whole window</source>
        <translation>整个窗口</translation>
    </message>
    <message>
        <source>Another file is still being written; try again in a moment.</source>
        <translation>另一个文件仍在写入，请稍后再试。</translation>
    </message>
    <message>
        <source>A run is going on, and its model is the one that is shown: stop it before a session is opened.</source>
        <translation>训练正在进行，显示的正是它的模型：请先停止训练再打开会话。</translation>
    </message>
    <message>
        <source>Saving the session</source>
        <translation>正在保存会话</translation>
    </message>
    <message>
        <source>There are no maps yet: they come with a picture that a model has looked at.</source>
        <translation>还没有注意力图：模型看过一张图片之后才会有。</translation>
    </message>
    <message>
        <source>Exporting the maps</source>
        <translation>正在导出注意力图</translation>
    </message>
    <message>
        <source>There is no timeline: pin pictures and train, or open a run&apos;s timeline.</source>
        <translation>没有时间线：请钉住图片并训练，或打开一次训练的时间线。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>There is not enough memory for a picture of %1 × %2 pixels.</source>
        <translation>内存不足，无法生成 %1 × %2 像素的图片。</translation>
    </message>
    <message>
        <source>The maps are not all of one size, so that they make no array.</source>
        <translation>各图大小不一，无法组成一个数组。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>无法创建文件夹 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>Scoreboard</source>
        <translation>评分榜</translation>
    </message>
</context>
<context>
    <name>saccade::ui::ViewDialog</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Where the view is written</source>
        <translation>视图写入的位置</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export a View</source>
        <translation>导出视图</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>PNG 图片</translation>
    </message>
    <message>
        <source>SVG drawing, text stays text</source>
        <translation>SVG 矢量图，文字仍是文字</translation>
    </message>
    <message>
        <source>PDF page, text stays text</source>
        <translation>PDF 页面，文字仍是文字</translation>
    </message>
    <message>
        <source>The part of the window that is written, as it is shown now</source>
        <translation>要写入的窗口部分，与当前显示的一样</translation>
    </message>
    <message>
        <source>PNG for slides and the web, SVG and PDF for print</source>
        <translation>PNG 适合幻灯片和网页，SVG 和 PDF 适合印刷</translation>
    </message>
    <message>
        <source>Pixels of the file for each pixel of the window, along each side</source>
        <translation>窗口的每个像素在文件中每边占多少像素</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>关闭此窗口</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>This view is closed by now.</source>
        <translation>此视图已关闭。</translation>
    </message>
    <message>
        <source>Choose a file first.</source>
        <translation>请先选择文件。</translation>
    </message>
    <message>
        <source>This is a folder; name a file in it.</source>
        <translation>这是一个文件夹，请指定其中的文件名。</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>没有文件夹 %1。</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>Replace the file</source>
        <translation>替换文件</translation>
    </message>
    <message>
        <source>There is such a file; it is replaced</source>
        <translation>已有此文件，将被替换</translation>
    </message>
    <message>
        <source>Write the view to this file</source>
        <translation>把视图写入此文件</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
</context>
<context>
    <name>saccade::ui::SessionRestorer</name>
    <message>
        <source>The session&apos;s model %1 is not there; another model is shown.</source>
        <translation>会话的模型 %1 不存在，显示的是另一个模型。</translation>
    </message>
    <message>
        <source>The session&apos;s model %1 is not the one any more that the session was saved with: its contents have changed. Another model is shown.</source>
        <translation>会话的模型 %1 已不是保存会话时的那一个：其内容已改变。显示的是另一个模型。</translation>
    </message>
    <message>
        <source>The session&apos;s picture is of a data set that is not open; another picture is shown.</source>
        <translation>会话的图片属于未打开的数据集，显示的是另一张图片。</translation>
    </message>
    <message>
        <source>The session&apos;s picture %1 is not there; another picture is shown.</source>
        <translation>会话的图片 %1 不存在，显示的是另一张图片。</translation>
    </message>
    <message>
        <source>open the session</source>
        <translation>打开会话</translation>
    </message>
</context>
<context>
    <name>saccade::ui::TimelineFilm</name>
    <message>
        <source>step %1, epoch %2</source>
        <translation>第 %1 步，第 %2 轮</translation>
    </message>
    <message>
        <source>The export was stopped.</source>
        <translation>导出已停止。</translation>
    </message>
    <message>
        <source>Exporting the timeline</source>
        <translation>正在导出时间线</translation>
    </message>
</context>
<context>
    <name>WorkWords</name>
    <message>
        <source>Reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation>已读取 %1</translation>
    </message>
    <message>
        <source>Checking %1</source>
        <translation>正在校验 %1</translation>
    </message>
    <message>
        <source>Unpacking %1</source>
        <translation>正在解压 %1</translation>
    </message>
    <message>
        <source>%1 is ready in %2</source>
        <translation>%1 已就绪，位于 %2</translation>
    </message>
    <message>
        <source>Drawing Shapes</source>
        <translation>正在绘制 Shapes</translation>
    </message>
    <message>
        <source>Drew Shapes</source>
        <translation>已绘制 Shapes</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>正在评估</translation>
    </message>
    <message>
        <source>Downloading %1: %2 of %3 MB</source>
        <translation>正在下载 %1：%2 / %3 MB</translation>
    </message>
    <message>
        <source>Downloading %1: %2 of %3 MB, %4, more than two days left</source>
        <translation>正在下载 %1：%2 / %3 MB，%4，剩余两天以上</translation>
    </message>
    <message>
        <source>Downloading %1: %2 of %3 MB, %4, about %5 seconds left</source>
        <translation>正在下载 %1：%2 / %3 MB，%4，大约还需 %5 秒</translation>
    </message>
    <message>
        <source>Downloading %1: %2 of %3 MB, %4, about %5 second left</source>
        <translation>正在下载 %1：%2 / %3 MB，%4，大约还需 %5 秒</translation>
    </message>
    <message>
        <source>Downloading %1: %2 of %3 MB, %4, about %5 minutes left</source>
        <translation>正在下载 %1：%2 / %3 MB，%4，大约还需 %5 分钟</translation>
    </message>
    <message>
        <source>Downloading %1: %2 of %3 MB, %4, about %5 minute left</source>
        <translation>正在下载 %1：%2 / %3 MB，%4，大约还需 %5 分钟</translation>
    </message>
    <message>
        <source>Downloading %1: %2 of %3 MB, %4, about %5 hours left</source>
        <translation>正在下载 %1：%2 / %3 MB，%4，大约还需 %5 小时</translation>
    </message>
    <message>
        <source>Downloading %1: %2 of %3 MB, %4, about %5 hour left</source>
        <translation>正在下载 %1：%2 / %3 MB，%4，大约还需 %5 小时</translation>
    </message>
</context>
</TS>
