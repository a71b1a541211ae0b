// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/attention/fake_attention.h"
#include "ui/steps/signed_colour.h"
#include "ui/steps/strip_list.h"
#include "ui/steps/token_mark.h"

using namespace saccade;
using namespace saccade::test;
using namespace saccade::ui;
using Place = StripList::Place;

class StripListTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<TokenMark> m_mark;
    std::unique_ptr<StripList> m_list;

    void show(const std::vector<Strip>& strips)
    {
        m_list->setStrips(strips);
        m_list->resize(500, m_list->sizeHint().height());
        m_list->show();
    }

private Q_SLOTS:
    void init()
    {
        m_mark = std::make_unique<TokenMark>();
        m_list = std::make_unique<StripList>(m_mark.get());
    }
    void cleanup()
    {
        m_list.reset();
        m_mark.reset();
    }

    void aValueHasTheColourOfItsSignAndSize()
    {
        show({{"q", {1.0F, -1.0F, 0.0F, 0.5F}, 1.0F}});
        const QImage image = shown(m_list.get());
        const ColourMap map = signedMap(m_list->palette());
        const auto colour = [&](int value) {
            return QColor(colourAt(image, m_list->cellRect({0, value}).center()));
        };
        QCOMPARE(colour(0), signedColour(map, 1.0F, 1.0F));
        QCOMPARE(colour(1), signedColour(map, -1.0F, 1.0F));
        QCOMPARE(colour(2), signedColour(map, 0.0F, 1.0F));
        QCOMPARE(colour(3), signedColour(map, 0.5F, 1.0F));
        QVERIFY(colour(0).red() > colour(0).blue());
        QVERIFY(colour(1).blue() > colour(1).red());
    }

    void everyValueIsFoundWhereItIsPainted_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("segments");
        QTest::newRow("a head's") << 64 << 1;
        QTest::newRow("three heads'") << 192 << 3;
        QTest::newRow("hidden ones, in several lines") << 401 << 1;
        QTest::newRow("one") << 1 << 1;
    }

    void everyValueIsFoundWhereItIsPainted()
    {
        QFETCH(int, count);
        QFETCH(int, segments);
        Strip strip{"c", std::vector<float>(std::size_t(count), 1.0F)};
        strip.segments = segments;
        show({{"x", {1.0F}}, strip, {"…", {}}});
        for (int value = 0; value < count; ++value) {
            const QRectF cell = m_list->cellRect({1, value});
            QVERIFY(QRectF(m_list->rect()).contains(cell));
            const auto place = m_list->placeAt(cell.center());
            QVERIFY(place.has_value());
            QCOMPARE(place->strip, 1);
            QCOMPARE(place->value, value);
        }
        QVERIFY(!m_list->placeAt({1, 1}).has_value());
        if (segments > 1) { // a gap between heads
            const double step = m_list->cellRect({1, 1}).left() - m_list->cellRect({1, 0}).left();
            QVERIFY(m_list->cellRect({1, 64}).left() - m_list->cellRect({1, 63}).left() > step + 3);
        }
        if (count == 401)
            QVERIFY(m_list->cellRect({1, 400}).top() > m_list->cellRect({1, 0}).top());
    }

    void aValueIsToldByItsNumber()
    {
        show({{"q", {0.25F, -2.5F}}});
        QCOMPARE(m_list->textAt({0, 0}), "q, value 0: .250");
        QCOMPARE(m_list->textAt({0, 1}), "q, value 1: -2.50");
    }

    void theMouseAndTheArrowsMarkTheTokenOfAStrip()
    {
        Strip first{"CLS", {1.0F, 2.0F}};
        first.token = 0;
        Strip second{"patch", {1.0F, 2.0F}};
        second.token = 9;
        show({first, second});
        QTest::mouseMove(m_list.get(), m_list->cellRect({1, 0}).center().toPoint());
        QTRY_COMPARE(m_mark->token().value_or(-1), 9);
        QTest::keyClick(m_list.get(), Qt::Key_Up);
        QCOMPARE(m_mark->token().value_or(-1), 0);
        QTest::keyClick(m_list.get(), Qt::Key_Down);
        QCOMPARE(m_mark->token().value_or(-1), 9);
    }
};

SACCADE_SUITE(StripListTest)
#include "strip_list_test.moc"
