// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/shapes_folder.h"

#include "core/platform/atomic_file.h"
#include "core/render/png.h"
#include "core/values/error.h"

#include <algorithm>

namespace saccade::cli {

namespace fs = std::filesystem;

namespace {

constexpr int SamplesPerClass = 10;

void writeRecords(const Dataset& data, Split split, const fs::path& file)
{
    AtomicFile out(file);
    for (int i = 0; i < data.count(split); ++i) {
        const PictureRef ref{split, i};
        const auto label = std::byte(data.label(ref));
        out.write(std::span(&label, 1));
        out.write(std::as_bytes(std::span(data.planes(ref), data.imageBytes())));
    }
    out.commit();
}

void writeMasks(const Dataset& data, Split split, const fs::path& file)
{
    const std::size_t side = std::size_t(data.height) * std::size_t(data.width);
    writeFileAtomically(
        file, std::as_bytes(std::span(data.mask({split, 0}), side * std::size_t(data.count(split)))));
}

/// A row a class, ten test pictures each.
Image samples(const Dataset& data)
{
    Image sheet(SamplesPerClass * data.width, int(data.classNames.size()) * data.height);
    std::vector<int> placed(data.classNames.size(), 0);
    for (int i = 0; i < data.testCount; ++i) {
        const PictureRef ref{Split::Test, i};
        const int label = data.label(ref);
        int& column = placed[std::size_t(label)];
        if (column == SamplesPerClass)
            continue;
        const Image picture = data.image(ref);
        for (int y = 0; y < data.height; ++y)
            std::copy_n(&picture.rgb[picture.offset(0, y)], std::size_t(data.width) * 3,
                        &sheet.rgb[sheet.offset(column * data.width, label * data.height + y)]);
        ++column;
    }
    return sheet;
}

} // namespace

fs::path writeShapesFolder(const Dataset& data, const fs::path& folder)
{
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure)
        throw Error::badInput(folder.string(), "a folder that can be made", failure.message());
    writeRecords(data, Split::Train, folder / "train.bin");
    writeRecords(data, Split::Test, folder / "test.bin");
    writeMasks(data, Split::Train, folder / "train_masks.bin");
    writeMasks(data, Split::Test, folder / "test_masks.bin");
    std::string names;
    for (const std::string& name : data.classNames)
        names += name + '\n';
    writeFileAtomically(folder / "classes.txt", std::string_view(names));
    writeFileAtomically(folder / "samples.png", encodePng(samples(data)));
    return folder;
}

} // namespace saccade::cli
