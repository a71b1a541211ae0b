// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/gif.h"
#include "core/render/palette.h"
#include "tests/support/suite.h"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <vector>

using namespace saccade;

namespace {

/// Reads what GifWriter writes; what it does not write is a fault.
class GifReader
{
public:
    explicit GifReader(const std::string& bytes)
        : m_bytes(bytes)
    {
        m_fault = take(6) != "GIF89a";
        m_width = number();
        m_height = number();
        m_fault |= byte() != 0x70 || byte() != 0 || byte() != 0;
        while (!m_fault && m_at < m_bytes.size()) {
            const int kind = byte();
            if (kind == 0x3B)
                break;
            if (kind == 0x21)
                extension();
            else if (kind == 0x2C)
                picture();
            else
                m_fault = true;
        }
        m_fault |= m_at != m_bytes.size();
    }

    bool fault() const { return m_fault; }
    bool loops() const { return m_loops; }
    int delay() const { return m_delay; }
    const std::vector<Image>& frames() const { return m_frames; }

private:
    int byte()
    {
        if (m_at >= m_bytes.size()) {
            m_fault = true;
            return 0;
        }
        return std::uint8_t(m_bytes[m_at++]);
    }
    int number()
    {
        const int low = byte();
        return low | byte() << 8;
    }
    std::string take(std::size_t count)
    {
        const std::string part = m_bytes.substr(std::min(m_at, m_bytes.size()), count);
        m_fault |= part.size() != count;
        m_at += part.size();
        return part;
    }
    std::string blocks()
    {
        std::string all;
        for (int length = byte(); length > 0 && !m_fault; length = byte())
            all += take(std::size_t(length));
        return all;
    }
    void extension()
    {
        const int label = byte();
        const std::string data = blocks();
        if (label == 0xF9 && data.size() == 4)
            m_delay = std::uint8_t(data[1]) | std::uint8_t(data[2]) << 8;
        else if (label == 0xFF && data.size() == 14)
            m_loops = data.substr(0, 11) == "NETSCAPE2.0";
        else
            m_fault = true;
    }
    void picture()
    {
        m_fault |= number() != 0 || number() != 0 || number() != m_width || number() != m_height;
        m_fault |= byte() != 0x87;
        const std::string colours = take(768);
        m_fault |= byte() != 8;
        const std::vector<int> indices = unpack(blocks());
        Image frame(m_width, m_height);
        m_fault |= indices.size() * 3 != frame.rgb.size();
        if (m_fault)
            return;
        for (std::size_t i = 0; i < indices.size(); ++i)
            for (std::size_t c = 0; c < 3; ++c)
                frame.rgb[i * 3 + c] = std::uint8_t(colours[std::size_t(indices[i]) * 3 + c]);
        m_frames.push_back(frame);
    }

    /// As the specification's appendix F says.
    std::vector<int> unpack(const std::string& data)
    {
        std::vector<int> out;
        std::vector<std::vector<int>> table;
        const auto reset = [&table] {
            table.clear();
            for (int i = 0; i < 258; ++i)
                table.push_back({i});
        };
        reset();
        int bits = 9;
        std::size_t at = 0;
        std::vector<int> before;
        for (;;) {
            int code = 0;
            for (int bit = 0; bit < bits; ++bit, ++at) {
                if (at / 8 >= data.size()) {
                    m_fault = true;
                    return out;
                }
                code |= (std::uint8_t(data[at / 8]) >> (at % 8) & 1) << bit;
            }
            if (code == 257)
                break;
            if (code == 256) {
                reset();
                bits = 9;
                before.clear();
                continue;
            }
            std::vector<int> entry;
            if (code < int(table.size())) {
                entry = table[std::size_t(code)];
            } else if (code == int(table.size()) && !before.empty()) {
                entry = before;
                entry.push_back(before.front());
            } else {
                m_fault = true;
                return out;
            }
            out.insert(out.end(), entry.begin(), entry.end());
            if (!before.empty() && table.size() < 4096) {
                before.push_back(entry.front());
                table.push_back(before);
            }
            if (int(table.size()) == 1 << bits && bits < 12)
                ++bits;
            before = entry;
        }
        m_fault |= at / 8 + 1 < data.size();
        return out;
    }

    std::string m_bytes;
    std::size_t m_at = 0;
    bool m_fault = false;
    bool m_loops = false;
    int m_width = 0;
    int m_height = 0;
    int m_delay = -1;
    std::vector<Image> m_frames;
};

/// Noise in `colours` greys and reds; the same at every call.
Image noise(int width, int height, int colours)
{
    Image picture(width, height);
    std::uint32_t state = 12345;
    for (std::size_t at = 0; at < picture.rgb.size(); at += 3) {
        state = state * 1664525U + 1013904223U;
        const auto value = std::uint8_t((state >> 16) % std::uint32_t(colours));
        picture.rgb[at] = value;
        picture.rgb[at + 1] = value / 2;
    }
    return picture;
}

} // namespace

class GifTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesOfFewColoursComeBackExactly()
    {
        // 90,000 pixels of noise fill the table of codes again and again; one colour makes the longest ones.
        const Image busy = noise(300, 300, 200);
        Image even(300, 300);
        std::fill(even.rgb.begin(), even.rgb.end(), std::uint8_t(77));
        GifWriter writer(300, 300, 12);
        writer.add(busy);
        writer.add(even);
        const GifReader reader(writer.finish());
        QVERIFY(!reader.fault());
        QVERIFY(reader.loops());
        QCOMPARE(reader.delay(), 12);
        QCOMPARE(reader.frames().size(), std::size_t(2));
        QVERIFY(reader.frames()[0] == busy);
        QVERIFY(reader.frames()[1] == even);
    }

    void everyLengthEndsWhereItShould()
    {
        // Among them those at whose end codes become wider.
        for (int width = 1; width < 1200; ++width) {
            const Image row = noise(width, 1, 251);
            GifWriter writer(width, 1, 0);
            writer.add(row);
            const GifReader reader(writer.finish());
            QVERIFY2(!reader.fault() && reader.frames().size() == 1 && reader.frames()[0] == row,
                     qPrintable(QString::number(width)));
        }
    }

    void manyColoursBecomeTheNearestOf256()
    {
        Image ramps(128, 128);
        for (int y = 0; y < 128; ++y)
            for (int x = 0; x < 128; ++x)
                ramps.setPixel(x, y, {std::uint8_t(2 * x), std::uint8_t(2 * y), 100});
        GifWriter writer(128, 128, 10);
        writer.add(ramps);
        const GifReader reader(writer.finish());
        QVERIFY(!reader.fault());
        int furthest = 0;
        for (std::size_t i = 0; i < ramps.rgb.size(); ++i)
            furthest = std::max(furthest, std::abs(int(reader.frames()[0].rgb[i]) - int(ramps.rgb[i])));
        QVERIFY2(furthest <= 16, qPrintable(QString::number(furthest))); // 16 × 16 boxes of 16 × 16
        QCOMPARE(medianCut(ramps).colours.size(), std::size_t(256));
    }

    void aFrameOfAnotherSizeIsRefused()
    {
        GifWriter writer(4, 4, 10);
        QVERIFY_EXCEPTION_THROWN(writer.add(Image(4, 5)), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(GifWriter(0, 4, 10), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(GifWriter(70'000, 4, 10), std::invalid_argument);
    }
};

SACCADE_SUITE(GifTest)
#include "gif_test.moc"
