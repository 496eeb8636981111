# Speaks texts with espeak-ng. Source this file after environment.sh.

# need_speech: installs what speaks and what converts sound.
need_speech() {
  need_packages espeak-ng espeak-ng
  need_packages sox sox
  need_packages "/usr/lib/$(uname -m)-linux-gnu/sox/libsox_fmt_mp3.so" libsox-fmt-mp3
}

# speak VOICE SPEED PITCH TEXT FILE: speaks a text, with so many words per minute and a pitch from 0 to
# 99. The format of the file depends on its suffix.
speak() {
  # Without -R, sox would dither with random numbers.
  espeak-ng -v "$1" -s "$2" -p "$3" --stdout "$4" | sox -R -t wav - "$5"
}

# voices_to PURPOSE: prints the voices of the benchmark that have this purpose, with speeds and pitches.
voices_to() { sed -n "s/^$1 //p" Benchmarks/Speech/voices.txt; }

# add_noise FILE KIND DECIBELS NOISY: mixes a file with noise of sox, so many decibels below the file's
# mean power.
add_noise() {
  local level noise gain
  level=$(root_mean_square "$1")
  noise=$(root_mean_square -n synth 1 "$2")
  gain=$(awk -v l="$level" -v n="$noise" -v d="$3" 'BEGIN { print l / n / 10 ^ (d / 20) }')
  sox -R "$1" -p synth "$2" vol "$gain" | sox -R -G -m -v 1 "$1" -v 1 - "$4"
}

# root_mean_square INPUT [EFFECT…]: prints the root mean square of the samples.
root_mean_square() {
  local input=$1
  shift
  sox -R "$input" -n "$@" stat 2>&1 | awk '/^RMS +amplitude/ { print $3 }'
}

# need_clips: speaks the transcripts in Fixtures/clips into .build/clips: in each folder the clips and
# transcripts to train on, and in the folder `asked` the same clips in another voice. The folder `formats`
# has a clip in each format.
need_clips() {
  local texts=(Fixtures/clips/*/*.txt) clips=.build/clips sum text name
  sum=$(cat "${texts[@]}" Scripts/lib/speech.sh | cksum)
  if [ "$(cat "$clips/sum" 2>/dev/null)" = "$sum" ]; then return; fi
  need_speech
  say "speaking clips into $clips"
  rm -rf "$clips"
  for text in "${texts[@]}"; do
    name=${text#Fixtures/clips/}
    name=${name%.txt}
    mkdir -p "$clips/${name%/*}" "$clips/asked/${name%/*}"
    cp "$text" "$clips/$name.txt"
    speak "$trained_voice" 150 50 "$(cat "$text")" "$clips/$name.mp3"
    speak "$asking_voice" 170 50 "$(cat "$text")" "$clips/asked/$name.mp3"
  done
  mkdir "$clips/formats"
  for text in mp3 wav flac ogg; do
    speak "$trained_voice" 150 50 "make some coffee" "$clips/formats/coffee.$text"
  done
  echo "$sum" >"$clips/sum"
}

# The voice of the clips that models are trained on, and that of the questions.
trained_voice=en-us+m1
asking_voice=en-gb
