// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/heads_dialog.h"

#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace saccade::ui {

namespace {

constexpr int UsualWidth = 64; ///< of a head in published models
constexpr int Narrowest = 16;
constexpr int Widest = 128;

} // namespace

std::vector<int> plausibleHeads(int width)
{
    std::vector<int> all;
    std::vector<int> plausible;
    for (int heads = 1; heads <= width; ++heads) {
        if (width % heads != 0)
            continue;
        all.push_back(heads);
        if (width / heads >= Narrowest && width / heads <= Widest)
            plausible.push_back(heads);
    }
    return plausible.empty() ? all : plausible;
}

int likelyHeads(int width)
{
    const std::vector<int> heads = plausibleHeads(width);
    // Twice as wide is as far off as half as wide.
    const auto distance = [width](int count) {
        return std::abs(std::log2(double(width) / count / UsualWidth));
    };
    return *std::min_element(heads.begin(), heads.end(),
                             [&distance](int a, int b) { return distance(a) < distance(b); });
}

HeadsDialog::HeadsDialog(const QString& path, int width, QWidget* parent)
    : QDialog(parent)
    , m_heads(new QComboBox(this))
{
    setObjectName("headsDialog");
    setWindowTitle(tr("How Many Heads?"));
    auto* about = new QLabel(
        tr("%1 does not say how many attention heads the model has, and its tensors cannot tell: they have "
           "the same shapes with any number. Whoever trained it knows. With a wrong number the model opens "
           "all the same, but its maps and its answers are wrong.")
            .arg(QFileInfo(path).fileName()),
        this);
    about->setObjectName("headsAbout");
    about->setWordWrap(true);
    for (const int heads : plausibleHeads(width))
        m_heads->addItem(tr("%1, each %2 wide").arg(heads).arg(width / heads), heads);
    m_heads->setObjectName("heads");
    m_heads->setCurrentIndex(m_heads->findData(likelyHeads(width)));
    m_heads->setToolTip(tr("Published models have heads 64 wide"));
    auto* open = new QPushButton(tr("Open the model"), this);
    open->setObjectName("openWithHeads");
    open->setProperty("kind", QStringLiteral("primary"));
    open->setDefault(true);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName("cancelHeads");
    open->setToolTip(tr("Open it with this number of heads"));
    cancel->setToolTip(tr("Keep the model that is open"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(open, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT chosen(m_heads->currentData().toInt());
    });

    auto* form = new QFormLayout;
    form->addRow(tr("Attention heads"), m_heads);
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(cancel);
    foot->addWidget(open);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 18, 18, 14);
    column->setSpacing(10);
    column->addWidget(about);
    column->addLayout(form);
    column->addStretch(1);
    column->addLayout(foot);
    setMinimumWidth(480);
}

} // namespace saccade::ui
